package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.TakenJob;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The jobs that this worker has taken and that are neither done nor given back. */
final class HeldJobs {
  private static final long A_MOMENT_NANOS = Duration.ofMillis(50).toNanos();

  private final Map<String, TakenJob> held = new LinkedHashMap<>();
  private int reading;
  private boolean closed;

  /** Announces a read. False when nothing may be taken any more. */
  synchronized boolean beginRead() {
    if (!closed) {
      reading++;
    }
    return !closed;
  }

  /** Ends a read that {@link #beginRead} announced. */
  synchronized void endRead() {
    reading--;
    notifyAll();
  }

  synchronized void add(Collection<TakenJob> jobs) {
    jobs.forEach(job -> held.put(key(job), job));
  }

  synchronized void remove(Collection<TakenJob> jobs) {
    jobs.forEach(job -> held.remove(key(job)));
    notifyAll();
  }

  /** From now on nothing may be taken. */
  synchronized void close() {
    closed = true;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized List<TakenJob> all() {
    return List.copyOf(held.values());
  }

  /**
   * Waits until no read goes on and nothing is held, or the time is over.
   *
   * @param endReads ends reads that wait; one that only begins to wait is ended a moment later
   */
  void awaitNone(Duration time, Runnable endReads) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    long left = time.toNanos();
    do {
      if (isReading()) {
        endReads.run();
      }
      awaitChange(Math.min(left, A_MOMENT_NANOS));
      left = deadline - System.nanoTime();
    } while (left > 0 && !isDone());
  }

  private synchronized boolean isReading() {
    return reading > 0;
  }

  private synchronized boolean isDone() {
    return reading == 0 && held.isEmpty();
  }

  private synchronized void awaitChange(long nanos) throws InterruptedException {
    if (!isDone() && nanos > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    }
  }

  private static String key(TakenJob job) {
    return job.partition() + " " + job.ticket();
  }
}
