package com.paidhr.messenger.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DueTimersTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final DueTimers timers = new DueTimers();

  private CompletableFuture<Void> waiting(Duration longest) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            timers.await(1, longest);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }

  @Test
  void endsWhenTheEarliestIsDue() {
    CompletableFuture<Void> waiting = waiting(LONG);

    timers.set(1, LONG);
    timers.set(1, Duration.ofMillis(5));

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void endsForWhatWasSetBeforeAndOnlyOnce() {
    timers.set(1, Duration.ZERO);

    assertThat(waiting(LONG)).succeedsWithin(Duration.ofSeconds(30));
    assertThat(waiting(LONG)).isNotDone();
  }

  @Test
  void endsAfterTheLongestTimeAtLeast() {
    timers.set(1, LONG);
    timers.set(2, Duration.ZERO);

    assertThat(waiting(Duration.ofMillis(5))).succeedsWithin(Duration.ofSeconds(30));
  }
}
