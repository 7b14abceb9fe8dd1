package com.paidhr.messenger.webhooks.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What failed since something last got through.
 *
 * @param event the id of the event that comes next
 * @param count how often that one failed
 * @param failingSince when the first failure was
 * @param waited the waits between attempts in sum, as long as something waits to be sent
 * @param nextAt when to try again
 * @param error what the last failure was
 */
public record Tries(
    @Nullable String event,
    int count,
    @Nullable Instant failingSince,
    Duration waited,
    @Nullable Instant nextAt,
    @Nullable String error) {

  /** Nothing failed. */
  public static final Tries NONE = new Tries(null, 0, null, Duration.ZERO, null, null);

  /** One more failure. */
  Tries plus(String failed, String why, Instant now) {
    return new Tries(
        failed,
        failed.equals(event) ? count + 1 : 1,
        failingSince == null ? now : failingSince,
        waited,
        null,
        why);
  }

  /** The next attempt is after a wait. */
  Tries next(Instant now, Duration wait) {
    return new Tries(event, count, failingSince, waited.plus(wait), now.plus(wait), error);
  }

  /** Nothing waits to be sent: what comes next has all of its attempts. */
  Tries rested() {
    return new Tries(null, 0, failingSince, Duration.ZERO, null, error);
  }
}
