package com.paidhr.messenger.media.application;

import com.paidhr.messenger.media.domain.Quota;
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
 * @param quota how many bytes may be stored
 */
public record MediaSettings(
    long maxSize,
    Duration uploadTimeout,
    Duration unreferencedAfter,
    Duration collectEvery,
    Quota quota) {
  private static final long MEBIBYTE = 1_048_576;
  private static final long GIBIBYTE = 1_024 * MEBIBYTE;
  private static final long MOST = 1_048_576 * GIBIBYTE;

  /** The defaults. */
  public static final MediaSettings STANDARD =
      new MediaSettings(
          100 * MEBIBYTE,
          Duration.ofMinutes(30),
          Duration.ofHours(24),
          Duration.ofMinutes(10),
          new Quota(10 * GIBIBYTE, 1_024 * GIBIBYTE));

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
              "How long one upload may take; what is left of one that never ended is removed after"
                  + " twice that and the time of a scan."),
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
              "Pause between two removals of files that no message carries."),
          new Quota(
              settings.number(
                  "media.quota-per-user",
                  STANDARD.quota.perUser(),
                  1,
                  MOST,
                  "Bytes of files that one user may have stored; beyond them the answer is 507."),
              settings.number(
                  "media.quota",
                  STANDARD.quota.all(),
                  1,
                  MOST,
                  "Bytes of files that all users together may have stored; beyond them the answer"
                      + " is 507.")));
    }
  }
}
