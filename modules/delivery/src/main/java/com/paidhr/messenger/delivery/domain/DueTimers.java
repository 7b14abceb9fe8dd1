package com.paidhr.messenger.delivery.domain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the loop that makes delayed jobs ready when a job is due that this node delayed. What other
 * nodes delay is found when the loop looks the next time. No proxy may stand before it: one would
 * hold its own lock while somebody waits.
 */
public final class DueTimers {
  private final Map<Integer, Long> earliest = new HashMap<>();

  /** A job of a partition was delayed just now. */
  public synchronized void set(int partition, Duration delay) {
    Long known = earliest.get(partition);
    long due = System.nanoTime() + delay.toNanos();
    if (known == null || due - known < 0) {
      earliest.put(partition, due);
      notifyAll();
    }
  }

  /** Waits until something is due that was set since the last call, but not longer than a time. */
  public synchronized void await(int partition, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    long left = leftUntil(partition, end);
    while (left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = leftUntil(partition, end);
    }
    earliest.remove(partition);
  }

  private long leftUntil(int partition, long end) {
    return Math.min(end, earliest.getOrDefault(partition, end)) - System.nanoTime();
  }

  /** One for all partitions of a node. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    DueTimers timers() {
      return new DueTimers();
    }
  }
}
