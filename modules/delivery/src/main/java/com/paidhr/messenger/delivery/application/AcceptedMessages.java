package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.application.DeliveryMetrics.Count;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.messaging.MessageAccepted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

  private final JobPublisher publisher;
  private final DeliveryMetrics metrics;
  private final BlockingQueue<Job.Fanout> waiting;
  private volatile boolean running;
  private volatile boolean hasLeftSome;
  private @Nullable Thread thread;

  @Inject
  AcceptedMessages(JobPublisher publisher, DeliveryMetrics metrics, DeliverySettings settings) {
    this.publisher = publisher;
    this.metrics = metrics;
    this.waiting = new LinkedBlockingQueue<>(settings.publishBuffer());
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected AcceptedMessages() {
    this.publisher = null;
    this.metrics = null;
    this.waiting = null;
  }

  void on(@Observes MessageAccepted event) {
    Job.Fanout job =
        new Job.Fanout(event.message(), event.sender(), event.occurredAt(), event.system());
    if (!waiting.offer(job)) {
      left(1);
    }
  }

  /** Begins to publish. */
  public synchronized void start() {
    running = true;
    thread = Thread.ofVirtual().name("delivery-publisher").start(this::loop);
  }

  /** Publishes what waits and ends. */
  public synchronized void stop(Duration deadline) throws InterruptedException {
    running = false;
    if (thread != null) {
      thread.join(deadline);
    }
  }

  /** Whether messages were left to the redriver since this was asked last. */
  public boolean hasLeftSome() {
    boolean left = hasLeftSome;
    hasLeftSome = false;
    return left;
  }

  private void loop() {
    while (running || !waiting.isEmpty()) {
      try {
        Job.Fanout first = waiting.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Job.Fanout> jobs = new ArrayList<>();
          jobs.add(first);
          waiting.drainTo(jobs, TOGETHER - 1);
          publish(jobs);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
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
