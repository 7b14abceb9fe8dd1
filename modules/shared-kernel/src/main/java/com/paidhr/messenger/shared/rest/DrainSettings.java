package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * How the node takes its leave.
 *
 * @param delay how long it still serves after it was told to stop
 */
public record DrainSettings(Duration delay) {
  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    DrainSettings settings(Settings settings) {
      return new DrainSettings(
          settings.duration(
              "server.drain-delay",
              Duration.ZERO,
              Duration.ZERO,
              Duration.ofMinutes(5),
              "How long the node still serves after SIGTERM, while it already says that it is not"
                  + " ready."));
    }
  }
}
