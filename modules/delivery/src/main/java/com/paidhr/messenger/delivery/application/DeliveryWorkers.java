package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.application.DeliveryMetrics.Count;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.Drained;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.Moved;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.shared.stores.StoreFailures;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps delivery going while the application runs: per partition a loop that takes jobs and one
 * that makes delayed jobs ready, and the redriver. At the end they finish what they are doing
 * within a deadline; what is left stays in the queue.
 */
@ApplicationScoped
public class DeliveryWorkers {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorkers.class);
  private static final Duration WAIT = Duration.ofMillis(500);
  private static final Duration LONGEST_TICK = Duration.ofMillis(200);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);
  private static final Duration DEADLINE = Duration.ofSeconds(4);

  private final DeliveryQueue queue;
  private final JobRunner runner;
  private final AcceptedMessages accepted;
  private final Redriver redriver;
  private final DeliverySettings settings;
  private final DeliveryMetrics metrics;
  private final QueueGauges gauges;
  private final DueTimers timers;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  @Inject
  DeliveryWorkers(
      DeliveryQueue queue,
      JobRunner runner,
      AcceptedMessages accepted,
      Redriver redriver,
      DeliverySettings settings,
      DeliveryMetrics metrics,
      QueueGauges gauges,
      DueTimers timers) {
    this.queue = queue;
    this.runner = runner;
    this.accepted = accepted;
    this.redriver = redriver;
    this.settings = settings;
    this.metrics = metrics;
    this.gauges = gauges;
    this.timers = timers;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected DeliveryWorkers() {
    this(null, null, null, null, null, null, null, null);
  }

  synchronized void start(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) @Initialized(ApplicationScoped.class)
          Object start) {
    gauges.register();
    accepted.start();
    if (!settings.workers()) {
      return;
    }
    for (int partition = 0; partition < queue.partitions(); partition++) {
      int mine = partition;
      begin("delivery-worker-" + mine, new Taking(mine)::round);
      begin("delivery-timer-" + mine, () -> tick(mine));
    }
    begin("delivery-redriver", this::redrive);
  }

  synchronized void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object end) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    stopped.countDown();
    try {
      accepted.stop(DEADLINE);
      Drained drained = queue.drain(until(deadline));
      if (drained.givenBack() > 0) {
        LOG.info("{} jobs were given back to the queue unfinished", drained.givenBack());
      }
      for (Thread thread : threads) {
        thread.join(until(deadline));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.info("The queue was left without a word: {}", e.toString());
    }
  }

  private static Duration until(long deadline) {
    return Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
  }

  private void begin(String name, Round round) {
    threads.add(Thread.ofVirtual().name(name).start(() -> loop(name, round)));
  }

  /** One round of a loop. */
  private interface Round {
    void run() throws InterruptedException;
  }

  private void loop(String name, Round round) {
    Duration backoff = Duration.ofMillis(50);
    while (stopped.getCount() > 0) {
      try {
        round.run();
        backoff = Duration.ofMillis(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (backoff.compareTo(LONGEST_BACKOFF) < 0) {
          backoff = backoff.multipliedBy(2);
        }
        if (StoreFailures.isTransient(e)) {
          LOG.warn("{} waits {} ms: {}", name, backoff.toMillis(), e.toString());
        } else {
          LOG.error("{} failed and waits {} ms", name, backoff.toMillis(), e);
        }
        pause(backoff);
      }
    }
  }

  private void pause(Duration time) {
    try {
      stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick(int partition) throws InterruptedException {
    Moved moved = queue.moveDue(partition, settings.batch() * 4);
    Duration next =
        moved.untilNext().filter(d -> d.compareTo(LONGEST_TICK) < 0).orElse(LONGEST_TICK);
    timers.await(partition, next.isZero() ? Duration.ofMillis(1) : next);
  }

  private void redrive() {
    redriver.run();
    pause(settings.redriveEvery());
  }

  /** Takes jobs of one partition. Jobs that a store failed are kept and done again. */
  private final class Taking {
    private final int partition;
    private final Duration lookEvery;
    private List<TakenJob> unfinished = List.of();
    private long nextLook = System.nanoTime();

    Taking(int partition) {
      this.partition = partition;
      this.lookEvery = settings.claimIdleAfter().dividedBy(3);
    }

    void round() {
      if (unfinished.isEmpty()) {
        unfinished = next();
      }
      if (!unfinished.isEmpty()) {
        runner.run(unfinished);
        unfinished = List.of();
      }
    }

    private List<TakenJob> next() {
      if (System.nanoTime() - nextLook >= 0) {
        nextLook = System.nanoTime() + lookEvery.toNanos();
        List<TakenJob> stalled =
            queue.takeOver(partition, settings.batch(), settings.claimIdleAfter());
        if (!stalled.isEmpty()) {
          metrics.add(Count.TAKEN_OVER, stalled.size());
          nextLook = System.nanoTime();
          return stalled;
        }
      }
      return queue.take(partition, settings.batch(), WAIT);
    }
  }
}
