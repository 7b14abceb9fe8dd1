package com.paidhr.messenger.shared.budget;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How much memory requests may hold.
 *
 * @param total bytes of all requests together
 * @param perUser bytes of one user's requests
 * @param perAddress bytes of the requests from one network address, of whichever users
 * @param patience how long a request waits for others to give memory back before it is refused
 */
public record BudgetSettings(long total, long perUser, long perAddress, Duration patience) {
  private static final int OF_THE_HEAP = 3;

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    BudgetSettings settings(Settings settings) {
      long given =
          settings.number(
              "memory.total",
              0,
              0,
              1L << 40,
              "Bytes that all requests together may hold; 0 means a third of the heap's limit.");
      double user =
          settings.fraction(
              "memory.user-share", 0.25, 0.01, 1, "Part of memory.total that one user may hold.");
      double address =
          settings.fraction(
              "memory.address-share",
              0.75,
              0.01,
              1,
              "Part of memory.total that the users of one network address may hold.");
      Duration wait =
          settings.duration(
              "memory.wait",
              Duration.ofSeconds(2),
              Duration.ZERO,
              Duration.ofSeconds(30),
              "How long a request waits for memory before it is answered with 503.");
      long total = given == 0 ? Runtime.getRuntime().maxMemory() / OF_THE_HEAP : given;
      return new BudgetSettings(total, part(total, user), part(total, address), wait);
    }

    private static long part(long total, double share) {
      return (long) (total * share);
    }
  }
}
