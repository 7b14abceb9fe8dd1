package com.paidhr.messenger.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.InMemoryDeliveryQueue;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DueTimersTest {
  private static final ConversationId ROOM = new ConversationId("room");
  private static final Duration LONG = Duration.ofMinutes(10);

  private final DeliveryQueue queue =
      new InMemoryDeliveryQueue(new InMemoryDeliveryQueue.Store(4), "node", 1 << 20);
  private final DueTimers timers = new DueTimers(queue);

  private void hold(Duration... delays) {
    Job.Lane lane = new Job.Lane(ROOM, new UserId("bob"));
    timers.set(
        ROOM,
        List.of(delays).stream()
            .map(delay -> new Hold(lane, 1, 1, 1, delay, Duration.ZERO))
            .toList());
  }

  private CompletableFuture<Void> waiting(Duration longest) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            timers.await(queue.partitionOf(ROOM), longest);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }

  @Test
  void endsWhenTheEarliestIsDue() {
    CompletableFuture<Void> waiting = waiting(LONG);

    hold(LONG, Duration.ofMillis(5));

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void endsForWhatWasSetBeforeAndOnlyOnce() {
    hold(Duration.ZERO);

    assertThat(waiting(LONG)).succeedsWithin(Duration.ofSeconds(30));
    assertThat(waiting(LONG)).isNotDone();
  }

  @Test
  void endsAfterTheLongestTimeAtLeast() {
    hold(LONG);
    hold();

    assertThat(waiting(Duration.ofMillis(5))).succeedsWithin(Duration.ofSeconds(30));
  }
}
