package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.config.Settings;
import com.paidhr.messenger.shared.stores.StoreFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a failed attempt is repeated: after a random part of a time that doubles with each attempt
 * (full jitter), until attempts or time are used up.
 *
 * @param maxAttempts attempts that a message gets per recipient
 * @param budget how long a recipient is waited for between failed attempts, in sum, until something
 *     gets through; then each message gets one attempt only
 * @param base the longest wait after the first attempt
 * @param cap the longest wait after any attempt
 */
public record RetrySettings(int maxAttempts, Duration budget, Duration base, Duration cap) {

  /** The defaults: 6 attempts within about 30 seconds. */
  public static final RetrySettings STANDARD =
      new RetrySettings(6, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(15));

  /** How long to wait after a failed attempt, the first being 1. */
  public Duration backoff(int attempt, RandomGenerator random) {
    long longest = Math.min(cap.toMillis(), base.toMillis() << Math.min(attempt - 1, 20));
    return Duration.ofMillis(1 + (long) (random.nextDouble() * longest));
  }

  /**
   * Decides about an attempt that failed.
   *
   * @param spent how long the recipient was waited for already
   */
  public Fate.OfAttempt after(int attempt, Duration spent, RandomGenerator random) {
    return attempt >= maxAttempts || spent.compareTo(budget) >= 0
        ? new Fate.GiveUp()
        : new Fate.Retry(backoff(attempt, random));
  }

  /** Decides about a job that failed, and was handed out so often. */
  public Fate after(RuntimeException failure, long times) {
    if (StoreFailures.isTransient(failure)) {
      return new Fate.Wait();
    }
    return times >= maxAttempts ? new Fate.GiveUp() : new Fate.Retry(Duration.ZERO);
  }

  /** Decides about a job whose dead letter could not be written. */
  public Fate afterBurial(RuntimeException failure) {
    return StoreFailures.isTransient(failure) ? new Fate.Wait() : new Fate.Drop();
  }

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    RetrySettings policy(Settings settings) {
      return new RetrySettings(
          settings.count(
              "delivery.max-attempts",
              STANDARD.maxAttempts,
              1,
              100,
              "Attempts that a message gets per recipient before it is a dead letter."),
          settings.duration(
              "delivery.retry-budget",
              STANDARD.budget,
              Duration.ofMillis(10),
              Duration.ofDays(1),
              "Waits between failed attempts until something gets through, in sum; then each message gets one attempt only."),
          settings.duration(
              "delivery.backoff-base",
              STANDARD.base,
              Duration.ofMillis(1),
              Duration.ofMinutes(10),
              "Longest wait after the first failed attempt; doubles with each."),
          settings.duration(
              "delivery.backoff-cap",
              STANDARD.cap,
              Duration.ofMillis(1),
              Duration.ofHours(1),
              "Longest wait after any failed attempt."));
    }
  }
}
