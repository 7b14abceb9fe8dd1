package com.paidhr.messenger.streams.http;

import java.time.Duration;

/** So many at once, and one more after each interval. Used by one thread. */
final class Allowance {
  private final long most;
  private final long interval;
  private long available;
  private long gainedAt = System.nanoTime();

  Allowance(int most, Duration interval) {
    this.most = most;
    this.available = most;
    this.interval = interval.toNanos();
  }

  /** Takes one, if there is one. */
  boolean take() {
    long gained = (System.nanoTime() - gainedAt) / interval;
    gainedAt += gained * interval;
    available = Math.min(most, available + gained);
    return available > 0 && available-- > 0;
  }
}
