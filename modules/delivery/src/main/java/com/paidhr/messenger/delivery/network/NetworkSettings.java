package com.paidhr.messenger.delivery.network;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the network behaves where no profile is set.
 *
 * @param delay how long each delivery takes
 * @param loss the share of attempts that are lost
 */
record NetworkSettings(Duration delay, double loss) {

  /** The conditions that stand, or null for a perfect network. */
  @Nullable NetworkConditions standing() {
    if (delay.isZero() && loss == 0) {
      return null;
    }
    Latency latency = Latency.fixed(delay.toMillis());
    return new NetworkConditions(
        new NetworkProfile(null, latency, loss, null, null, null, null, null, null), Instant.EPOCH);
  }

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    NetworkSettings settings(Settings settings) {
      return new NetworkSettings(
          settings.duration(
              "delivery.network-delay",
              Duration.ZERO,
              Duration.ZERO,
              Duration.ofMinutes(1),
              "Simulated delay of each delivery where no network profile is set."),
          settings.fraction(
              "delivery.network-loss",
              0,
              0,
              1,
              "Share of delivery attempts lost by the simulated network where no profile is set."));
    }
  }
}
