package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.stores.StoreFailures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that goes on in the background until its owner stops it. Each loop has a name and does one
 * round after the other, which either waits itself for something to do, or comes again after a
 * time. One that fails is told of and comes again a moment later, then less and less soon. When the
 * loops stop, those that wait are woken, rounds are finished, and what is to be done last is done.
 */
public final class Loops {
  private static final Logger LOG = LoggerFactory.getLogger(Loops.class);
  private static final Duration SHORTEST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

  private final LoopHealth health;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final List<Runnable> wakes = new ArrayList<>();

  public Loops(LoopHealth health) {
    this.health = health;
  }

  /** Some work. */
  public interface Work {
    void run() throws InterruptedException;
  }

  /** Begins a loop whose rounds wait a moment at most. */
  public void begin(String name, Work round) {
    begin(name, round, () -> {}, () -> {});
  }

  /** Begins a loop whose rounds come again after a time. */
  public void every(Duration period, String name, Work round) {
    every(period, name, round, () -> {});
  }

  /**
   * The same.
   *
   * @param last what is done when the last round is over
   */
  public void every(Duration period, String name, Work round, Work last) {
    begin(
        name,
        () -> {
          round.run();
          pause(period);
        },
        () -> {},
        last);
  }

  /**
   * Begins a loop whose rounds wait for something to do.
   *
   * @param wake ends such a wait
   * @param last what is done when the last round is over
   */
  public synchronized void begin(String name, Work round, Runnable wake, Work last) {
    wakes.add(wake);
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                goOn(name, round);
                attempt(name, last);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void goOn(String name, Work round) throws InterruptedException {
    Duration backoff = SHORTEST_BACKOFF;
    while (stopped.getCount() > 0) {
      if (attempt(name, round)) {
        backoff = SHORTEST_BACKOFF;
      } else {
        pause(backoff);
        backoff = backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff.multipliedBy(2) : backoff;
      }
    }
  }

  private boolean attempt(String name, Work work) throws InterruptedException {
    try {
      work.run();
      health.works(name);
      return true;
    } catch (RuntimeException e) {
      health.fails(name);
      if (StoreFailures.isTransient(e)) {
        LOG.warn("{} goes on later: {}", name, e.toString());
      } else {
        LOG.error("{} failed and goes on later", name, e);
      }
      return false;
    }
  }

  private void pause(Duration time) throws InterruptedException {
    boolean ends = stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    if (ends) {
      LOG.debug("The loops end");
    }
  }

  /** No round begins any more. */
  public synchronized void stop() {
    stopped.countDown();
    wakes.forEach(Runnable::run);
  }

  /** Waits until all is done, but no longer than a time. */
  public synchronized void awaitEnd(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    for (Thread thread : threads) {
      thread.join(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
    }
  }
}
