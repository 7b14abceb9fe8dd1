package com.paidhr.messenger.delivery.publish;

import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.LoopHealth;
import com.paidhr.messenger.delivery.domain.Loops;
import com.paidhr.messenger.delivery.guard.JobPublisher;
import com.paidhr.messenger.delivery.guard.Publication;
import com.paidhr.messenger.delivery.record.DeliveryMetrics;
import com.paidhr.messenger.delivery.record.DeliveryMetrics.Count;
import com.paidhr.messenger.messaging.MessageAccepted;
import com.paidhr.messenger.shared.Trace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a job for every accepted message, without keeping the sender waiting: jobs of
 * concurrent sends go to the queue together. What cannot be published is left to the {@link
 * Redriver}, since the message is stored already.
 */
@ApplicationScoped
public class AcceptedMessages {
  private static final Logger LOG = LoggerFactory.getLogger(AcceptedMessages.class);
  private static final int TOGETHER = 500;
  private static final Duration A_MOMENT = Duration.ofMillis(200);

  private final JobPublisher publisher;
  private final DeliveryMetrics metrics;
  private final BlockingQueue<Job.Fanout> waiting;
  private final Loops loops;
  private volatile boolean hasLeftSome;

  @Inject
  AcceptedMessages(
      JobPublisher publisher,
      DeliveryMetrics metrics,
      DeliverySettings settings,
      LoopHealth health) {
    this.publisher = publisher;
    this.metrics = metrics;
    this.waiting = new LinkedBlockingQueue<>(settings.publishBuffer());
    this.loops = new Loops(health);
  }

  public void on(@Observes MessageAccepted event) {
    Job.Fanout job =
        new Job.Fanout(
            event.message(),
            event.sender(),
            event.occurredAt(),
            event.system(),
            Trace.current().orElse(null));
    if (!waiting.offer(job)) {
      left(1);
    }
  }

  /** Begins to publish. */
  public void start() {
    loops.begin("delivery-publisher", () -> publishSome(A_MOMENT), () -> {}, this::publishRest);
  }

  /** Publishes what waits and ends. */
  public void stop(Duration deadline) throws InterruptedException {
    loops.stop();
    loops.awaitEnd(deadline);
  }

  /** Whether messages were left to the redriver since this was asked last. */
  public boolean hasLeftSome() {
    boolean left = hasLeftSome;
    hasLeftSome = false;
    return left;
  }

  private void publishSome(Duration wait) throws InterruptedException {
    Job.Fanout first = waiting.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      List<Job.Fanout> jobs = new ArrayList<>();
      jobs.add(first);
      waiting.drainTo(jobs, TOGETHER - 1);
      publish(jobs);
    }
  }

  private void publishRest() throws InterruptedException {
    while (!waiting.isEmpty()) {
      publishSome(Duration.ZERO);
    }
  }

  private void publish(List<Job.Fanout> jobs) {
    Publication result;
    try {
      result = publisher.publish(jobs);
    } catch (RuntimeException e) {
      LOG.error("Publishing failed", e);
      result = Publication.UNREACHABLE;
    }
    if (result == Publication.ADDED) {
      metrics.add(Count.PUBLISHED, jobs.size());
    } else {
      if (!hasLeftSome) {
        LOG.warn("Messages are left to the redriver, the queue is {}", result);
      }
      left(jobs.size());
    }
  }

  private void left(int jobs) {
    hasLeftSome = true;
    metrics.add(Count.UNPUBLISHED, jobs);
  }
}
