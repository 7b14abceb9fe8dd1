package com.paidhr.messenger.webhooks.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * When to try again, and when to give up. Once the waits since something got through sum up to the
 * budget, each event gets one attempt, with the longest waits between: so an outage costs few
 * events, and one event that the receiver cannot take does not hold up the others for long.
 *
 * @param maxAttempts attempts of one event
 * @param budget waits in sum until each event gets one attempt
 * @param base the longest wait after the first failed attempt; it doubles with each further one
 * @param cap the longest wait after any failed attempt
 * @param pauseAfter how long nothing got through until the webhook is paused, rather than an event
 *     given up
 */
public record RetryRules(
    int maxAttempts, Duration budget, Duration base, Duration cap, Duration pauseAfter) {
  private static final int DOUBLINGS = 20;

  /** The defaults. */
  public static final RetryRules STANDARD =
      new RetryRules(
          10,
          Duration.ofMinutes(15),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5),
          Duration.ofDays(1));

  /** Decides about an event that failed. */
  public Fate after(Tries before, String event, Sent failure, Instant now, RandomGenerator random) {
    Tries tries = before.plus(event, failure.inWords(), now);
    if (failure.isGone()) {
      return new Fate.Pause(tries, Progress.Pause.GONE);
    }
    if (failure.isOfTheEvent()) {
      return new Fate.GiveUp(tries.next(now, Duration.ZERO));
    }
    boolean isSpent = tries.waited().compareTo(budget) >= 0;
    if (tries.count() < maxAttempts && !isSpent) {
      return new Fate.Retry(tries.next(now, longer(backoff(tries.count(), random), failure)));
    }
    Instant since = tries.failingSince();
    if (since != null && !now.isBefore(since.plus(pauseAfter))) {
      return new Fate.Pause(tries, Progress.Pause.FAILING);
    }
    // The next event comes at once where this one may be at fault, having had its attempts.
    Duration wait = tries.count() > 1 ? Duration.ZERO : backoff(DOUBLINGS, random);
    return new Fate.GiveUp(tries.next(now, wait));
  }

  /** What the receiver asks for counts up to the longest wait. */
  private Duration longer(Duration wait, Sent failure) {
    Duration asked = failure.retryAfter().compareTo(cap) < 0 ? failure.retryAfter() : cap;
    return wait.compareTo(asked) < 0 ? asked : wait;
  }

  private Duration backoff(int attempt, RandomGenerator random) {
    long longest = Math.min(cap.toMillis(), base.toMillis() << Math.min(attempt - 1, DOUBLINGS));
    return Duration.ofMillis(1 + (long) (random.nextDouble() * longest));
  }
}
