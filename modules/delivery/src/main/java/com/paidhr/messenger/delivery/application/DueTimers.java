package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.shared.ConversationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the loop that makes delayed jobs ready when this node holds a lane for a shorter time than
 * the loop waits. What other nodes hold is found when the loop looks the next time.
 */
@ApplicationScoped
public class DueTimers {
  private final DeliveryQueue queue;
  private final Map<Integer, Long> earliest = new HashMap<>();

  @Inject
  DueTimers(DeliveryQueue queue) {
    this.queue = queue;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected DueTimers() {
    this(null);
  }

  /** Lanes of a conversation were held just now. */
  void set(ConversationId conversation, Collection<Hold> holds) {
    holds.stream()
        .map(Hold::delay)
        .min(Duration::compareTo)
        .ifPresent(delay -> set(queue.partitionOf(conversation), delay));
  }

  private synchronized void set(int partition, Duration delay) {
    earliest.merge(partition, System.nanoTime() + delay.toNanos(), Math::min);
    notifyAll();
  }

  /** Waits until something is due that was set since the last call, but not longer than a time. */
  synchronized void await(int partition, Duration longest) throws InterruptedException {
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
}
