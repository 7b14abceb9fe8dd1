package com.paidhr.messenger.identity.config;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What operators may set about the exports that users make of their own data.
 *
 * @param maxSize the largest archive in bytes
 * @param kept how long a finished one is kept
 * @param lookEvery the pause between two looks for one that waits
 */
public record ExportSettings(long maxSize, Duration kept, Duration lookEvery) {
  private static final long MEBIBYTE = 1_048_576;
  private static final long GIBIBYTE = 1_024 * MEBIBYTE;

  /** The defaults. */
  public static final ExportSettings STANDARD =
      new ExportSettings(4 * GIBIBYTE, Duration.ofHours(24), Duration.ofSeconds(10));

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    ExportSettings settings(Settings settings) {
      return new ExportSettings(
          settings.number(
              "identity.export.max-size",
              STANDARD.maxSize,
              1_024,
              1_024 * GIBIBYTE,
              "Largest export of a user's own data in bytes; one that would be larger fails."),
          settings.duration(
              "identity.export.kept",
              STANDARD.kept,
              Duration.ofSeconds(1),
              Duration.ofDays(30),
              "How long a finished export of a user's own data is kept."),
          settings.duration(
              "identity.export.look-every",
              STANDARD.lookEvery,
              Duration.ofMillis(100),
              Duration.ofMinutes(10),
              "Pause between two looks for an export that another node did not get to."));
    }
  }
}
