package com.paidhr.messenger.app.consistency;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How the store is checked.
 *
 * @param every pause between two pieces of the check in the background; zero for none
 * @param settledAfter how old something must be to be judged
 */
public record ConsistencySettings(Duration every, Duration settledAfter) {

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    ConsistencySettings settings(Settings settings) {
      return new ConsistencySettings(
          settings.duration(
              "consistency.every",
              Duration.ofSeconds(30),
              Duration.ZERO,
              Duration.ofHours(24),
              "Pause between two pieces of the check in the background, of up to 1,000 documents; PT0S for no such check."),
          settings.duration(
              "consistency.settled-after",
              Duration.ofMinutes(1),
              Duration.ZERO,
              Duration.ofHours(24),
              "How old something must be to be judged, and a delivery to count as held."));
    }
  }
}
