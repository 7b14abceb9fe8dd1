package com.paidhr.messenger.streams.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.streams.application.ClientQueue.Next;
import com.paidhr.messenger.streams.domain.Goodbye;
import com.paidhr.messenger.streams.domain.StreamEvent;
import com.paidhr.messenger.streams.domain.StreamSettings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientQueueTest {
  private static final StreamSettings SMALL =
      new StreamSettings(Duration.ofSeconds(1), 1, 1, 16, 65_536, List.of());

  private final ClientQueue queue = new ClientQueue(SMALL);

  private static InboxCursor at(int entry) {
    return new InboxCursor("life", entry + "-0");
  }

  private static StreamEvent lasting(int entry) {
    return new StreamEvent("message.created", at(entry), new byte[0], true);
  }

  private static StreamEvent passing() {
    return new StreamEvent("typing", null, new byte[0], false);
  }

  private static List<StreamEvent> lasting(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(ClientQueueTest::lasting).toList();
  }

  @Test
  void handsOutInOrderAndTellsThePlace() throws InterruptedException {
    queue.add(lasting(1, 2), at(2));
    queue.add(List.of(), at(7));

    Next next = queue.next(Duration.ZERO);

    assertThat(next.events()).extracting(StreamEvent::cursor).containsExactly(at(1), at(2));
    assertThat(next.position()).isEqualTo(at(7));
    assertThat(next.end()).isNull();
  }

  @Test
  void isSilentWhenNothingHappens() throws InterruptedException {
    assertThat(queue.next(Duration.ofMillis(1)).events()).isEmpty();
  }

  @Test
  void leavesOutWhatPassesBeforeAnythingElse() throws InterruptedException {
    IntStream.range(0, 8).forEach(i -> queue.whisper(passing()));
    queue.add(lasting(1, 12), at(12));

    Next next = queue.next(Duration.ZERO);

    assertThat(next.end()).isNull();
    assertThat(next.events()).hasSize(12).allMatch(StreamEvent::lasting);
  }

  @Test
  void takesNothingThatPassesWhenHalfFull() throws InterruptedException {
    queue.add(lasting(1, 8), at(8));
    queue.whisper(passing());

    assertThat(queue.next(Duration.ZERO).events()).hasSize(8).allMatch(StreamEvent::lasting);
  }

  @Test
  void endsRatherThanSkipWhatLasts() throws InterruptedException {
    queue.add(lasting(1, 10), at(10));
    queue.add(lasting(11, 17), at(17));

    Next next = queue.next(Duration.ZERO);

    assertThat(next.events()).isEmpty();
    assertThat(next.position()).isEqualTo(at(10));
    assertThat(next.end()).isEqualTo(Goodbye.TOO_SLOW);
  }

  @Test
  void endsBehindWhatWaitsForTheFirstReason() throws InterruptedException {
    queue.add(lasting(1, 1), at(1));
    queue.end(Goodbye.TRY_LATER);
    queue.end(Goodbye.SIGN_IN_AGAIN);
    queue.add(lasting(2, 2), at(2));

    Next next = queue.next(Duration.ZERO);

    assertThat(next.events()).hasSize(1);
    assertThat(next.end()).isEqualTo(Goodbye.TRY_LATER);
  }
}
