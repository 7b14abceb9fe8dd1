package com.paidhr.messenger.shared.limits;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a rate after a request.
 *
 * @param limit how much may be asked for at once
 * @param remaining how much of it is left
 * @param reset when all of it is back
 * @param hasRefused whether the request was refused for it
 */
public record Allowance(long limit, long remaining, Duration reset, boolean hasRefused) {
  private static final int REFUSED = 429;
  private static final ThreadLocal<@Nullable Allowance> CURRENT = new ThreadLocal<>();

  /** Notes what is left, unless less is left of another rate for the same request. */
  void note() {
    Allowance other = CURRENT.get();
    if (other == null || hasRefused || !other.hasRefused && other.share() > share()) {
      CURRENT.set(this);
    }
  }

  private double share() {
    return (double) remaining / limit;
  }

  /**
   * What an answer tells of what the present thread's request has taken: the scarcest, or null if
   * it took nothing. A refusal tells of the rate that refused, and of none where something else
   * did.
   */
  static @Nullable Allowance toTell(int status) {
    Allowance noted = CURRENT.get();
    return noted != null && status == REFUSED && !noted.hasRefused ? null : noted;
  }

  static void forget() {
    CURRENT.remove();
  }
}
