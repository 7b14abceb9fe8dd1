package com.paidhr.messenger.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * A line of the log that every request could cause: it is written at most once in ten seconds, and
 * says how many more there were, so that nobody can fill a disk with it.
 */
public final class RareLine {
  private static final long PAUSE = Duration.ofSeconds(10).toNanos();

  private final AtomicLong last = new AtomicLong(System.nanoTime() - PAUSE);
  private final AtomicInteger untold = new AtomicInteger();

  /**
   * Writes the line, unless it was written just now.
   *
   * @param line is given how many times it was not written since it was last
   */
  public void tell(IntConsumer line) {
    long now = System.nanoTime();
    long before = last.get();
    if (now - before >= PAUSE && last.compareAndSet(before, now)) {
      line.accept(untold.getAndSet(0));
    } else {
      untold.incrementAndGet();
    }
  }
}
