package com.paidhr.messenger.shared.limits;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a rate after a request.
 *
 * @param limit how much may be asked for at once
 * @param remaining how much of it is left
 * @param reset when all of it is back
 */
public record Allowance(long limit, long remaining, Duration reset) {
  private static final ThreadLocal<@Nullable Allowance> CURRENT = new ThreadLocal<>();

  /** Notes what is left, unless less is left of another rate for the same request. */
  void note() {
    Allowance other = CURRENT.get();
    if (other == null || other.share() > share()) {
      CURRENT.set(this);
    }
  }

  private double share() {
    return (double) remaining / limit;
  }

  /** The scarcest of what the present thread's request has taken, or null if it took nothing. */
  static @Nullable Allowance scarcest() {
    return CURRENT.get();
  }

  static void forget() {
    CURRENT.remove();
  }
}
