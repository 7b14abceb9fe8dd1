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

  /** Waits until no read goes on and nothing is held, or the time is over. */
  synchronized void awaitNone(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (reading > 0 || !held.isEmpty()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private static String key(TakenJob job) {
    return job.partition() + " " + job.ticket();
  }
}
