package com.paidhr.messenger.media.application;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Limits of stored files.
 *
 * @param maxSize the largest file in bytes
 * @param uploadTimeout how long one upload may take
 * @param unreferencedAfter how long a file that no message carries is kept
 * @param collectEvery the pause between two collections
 */
public record MediaSettings(
    long maxSize, Duration uploadTimeout, Duration unreferencedAfter, Duration collectEvery) {
  private static final long MEBIBYTE = 1_048_576;

  /** The defaults. */
  public static final MediaSettings STANDARD =
      new MediaSettings(
          100 * MEBIBYTE, Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofMinutes(10));

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    MediaSettings settings(Settings settings) {
      return new MediaSettings(
          settings.number(
              "media.max-size",
              STANDARD.maxSize,
              1_024,
              10_240 * MEBIBYTE,
              "Largest file in bytes; beyond it the answer is 413."),
          settings.duration(
              "media.upload-timeout",
              STANDARD.uploadTimeout,
              Duration.ofSeconds(1),
              Duration.ofHours(24),
              "How long one upload may take; what is left of one that never ended is removed after twice that and the time of a scan."),
          settings.duration(
              "media.unreferenced-after",
              STANDARD.unreferencedAfter,
              Duration.ofSeconds(1),
              Duration.ofDays(365),
              "How long a file that no message carries is kept."),
          settings.duration(
              "media.collect-every",
              STANDARD.collectEvery,
              Duration.ofMillis(100),
              Duration.ofDays(1),
              "Pause between two removals of files that no message carries."));
    }
  }
}
