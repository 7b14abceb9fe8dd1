package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How much an inbox remembers.
 *
 * @param length events that an inbox keeps, about
 * @param unusedAfter how long an inbox in which nothing happens is kept
 */
public record InboxSettings(int length, Duration unusedAfter) {

  /** The defaults. */
  public static final InboxSettings STANDARD = new InboxSettings(1_000, Duration.ofDays(30));

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    InboxSettings settings(Settings settings) {
      return new InboxSettings(
          settings.count(
              "delivery.inbox-length",
              STANDARD.length,
              10,
              100_000,
              "Events that a user's inbox keeps, about; older ones are fetched from the history."),
          settings.duration(
              "delivery.inbox-unused-after",
              STANDARD.unusedAfter,
              Duration.ofMinutes(1),
              Duration.ofDays(365),
              "How long an inbox in which nothing happens is kept."));
    }
  }
}
