package com.paidhr.messenger.delivery.run;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.Drained;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.Moved;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.Tended;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.LoopHealth;
import com.paidhr.messenger.delivery.domain.Loops;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.delivery.publish.AcceptedMessages;
import com.paidhr.messenger.delivery.publish.Redriver;
import com.paidhr.messenger.delivery.record.DeliveryMetrics;
import com.paidhr.messenger.delivery.record.DeliveryMetrics.Count;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps delivery going while the application runs: per partition a loop that takes jobs, one that
 * looks after the partition and makes delayed jobs ready, and one that takes over what others left
 * alone; and the redriver. A node looks after one partition a second. At the end they finish what
 * they are doing within a deadline; what is left stays in the queue.
 */
@ApplicationScoped
class DeliveryWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorkers.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration LONGEST_UNTENDED = Duration.ofSeconds(4);
  private static final Duration DEADLINE = Duration.ofSeconds(4);

  private final DeliveryQueue queue;
  private final JobRunner runner;
  private final AcceptedMessages accepted;
  private final Redriver redriver;
  private final DeliverySettings settings;
  private final DeliveryMetrics metrics;
  private final DueTimers timers;
  private final Loops loops;

  @Inject
  DeliveryWorkers(
      DeliveryQueue queue,
      JobRunner runner,
      AcceptedMessages accepted,
      Redriver redriver,
      DeliverySettings settings,
      DeliveryMetrics metrics,
      DueTimers timers,
      LoopHealth health) {
    this.queue = queue;
    this.runner = runner;
    this.accepted = accepted;
    this.redriver = redriver;
    this.settings = settings;
    this.metrics = metrics;
    this.timers = timers;
    this.loops = new Loops(health);
  }

  synchronized void start(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object start) {
    accepted.start();
    if (!settings.workers()) {
      return;
    }
    for (int partition = 0; partition < queue.partitions(); partition++) {
      int mine = partition;
      Semaphore leftAlone = new Semaphore(0);
      loops.begin("delivery-worker-" + mine, new Doing(() -> take(mine))::round);
      loops.begin(
          "delivery-recoverer-" + mine,
          new Doing(() -> takeOver(mine, leftAlone))::round,
          leftAlone::release,
          () -> {});
      loops.begin(
          "delivery-tender-" + mine,
          new Tending(mine, leftAlone)::round,
          () -> timers.set(mine, Duration.ZERO),
          () -> {});
    }
    loops.every(settings.redriveEvery(), "delivery-redriver", redriver::run);
  }

  synchronized void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object end) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    loops.stop();
    try {
      accepted.stop(DEADLINE);
      Drained drained = queue.drain(until(deadline));
      if (drained.givenBack() > 0) {
        LOG.info("{} jobs were given back to the queue unfinished", drained.givenBack());
      }
      loops.awaitEnd(until(deadline));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.info("The queue was left without a word: {}", e.toString());
    }
  }

  private static Duration until(long deadline) {
    return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
  }

  private List<TakenJob> take(int partition) {
    return queue.take(partition, settings.batch(), DeliveryQueue.LONGEST_WAIT);
  }

  private List<TakenJob> takeOver(int partition, Semaphore leftAlone) throws InterruptedException {
    leftAlone.acquire();
    List<TakenJob> taken = queue.takeOver(partition, settings.batch(), settings.claimIdleAfter());
    if (!taken.isEmpty()) {
      metrics.add(Count.TAKEN_OVER, taken.size());
      leftAlone.release();
    }
    return taken;
  }

  /** Where jobs come from. */
  private interface Source {
    List<TakenJob> next() throws InterruptedException;
  }

  /** Does jobs of one source. Jobs that a store failed are kept and done again. */
  private final class Doing {
    private final Source source;
    private List<TakenJob> unfinished = List.of();

    Doing(Source source) {
      this.source = source;
    }

    void round() throws InterruptedException {
      if (unfinished.isEmpty()) {
        unfinished = source.next();
      }
      if (!unfinished.isEmpty()) {
        runner.run(unfinished);
        unfinished = List.of();
      }
    }
  }

  /** Looks after one partition in its turn, and in between moves what this node delayed. */
  private final class Tending {
    private final int partition;
    private final Semaphore leftAlone;
    private final long everyNanos;
    private long nextLook;

    Tending(int partition, Semaphore leftAlone) {
      Duration every = BETWEEN_LOOKS.multipliedBy(queue.partitions());
      Duration soon = settings.claimIdleAfter().dividedBy(3);
      this.partition = partition;
      this.leftAlone = leftAlone;
      this.everyNanos = Collections.min(List.of(every, LONGEST_UNTENDED, soon)).toNanos();
      this.nextLook =
          System.nanoTime() - everyNanos * (queue.partitions() - partition) / queue.partitions();
    }

    void round() throws InterruptedException {
      Moved moved = System.nanoTime() - nextLook >= 0 ? look() : queue.moveDue(partition, most());
      Duration untilLook = Duration.ofNanos(nextLook - System.nanoTime());
      Duration next = moved.untilNext().filter(d -> d.compareTo(untilLook) < 0).orElse(untilLook);
      timers.await(partition, next.isZero() ? Duration.ofMillis(1) : next);
    }

    private Moved look() {
      Tended tended = queue.tend(partition, most(), settings.claimIdleAfter());
      long late = System.nanoTime() - nextLook;
      nextLook += (late / everyNanos + 1) * everyNanos;
      redriver.see(partition, tended.epoch());
      if (tended.leftAlone() && leftAlone.availablePermits() == 0) {
        leftAlone.release();
      }
      return tended.moved();
    }

    private int most() {
      return settings.batch() * 4;
    }
  }
}
