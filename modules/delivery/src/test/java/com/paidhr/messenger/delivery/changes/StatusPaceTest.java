package com.paidhr.messenger.delivery.changes;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.changes.ChangeBuffer.Waiting;
import com.paidhr.messenger.delivery.domain.ChangeSettings;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusPaceTest {
  private static final ConversationId ROOM = new ConversationId("room");
  private static final MessageId ONE = new MessageId(ROOM, 1);
  private static final MessageId OTHER = new MessageId(ROOM, 2);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int ROOM_FOR = 16;

  private final ChangeSettings settings =
      new ChangeSettings(ROOM_FOR, Duration.ofSeconds(1), Duration.ofSeconds(10));
  private final ChangeBuffer buffer = new ChangeBuffer(settings);
  private final long[] now = {Long.MAX_VALUE - SECOND / 2}; // such a clock may overflow
  private final StatusPace pace = new StatusPace(buffer, settings, () -> now[0]);

  private List<MessageId> lookedAt() throws InterruptedException {
    return buffer.take(ROOM_FOR, 0).stream()
        .map(waiting -> ((Waiting.Unread) waiting).message())
        .toList();
  }

  @Test
  void tellsAtOnceWhatComesAlone() throws InterruptedException {
    pace.changed(List.of(ONE));
    assertThat(lookedAt()).containsExactly(ONE);

    now[0] += SECOND;
    pace.release();
    assertThat(lookedAt()).isEmpty();
    assertThat(pace.isDue(ONE)).isTrue();
  }

  @Test
  void tellsOnceMoreOfAllThatComesWithinASecond() throws InterruptedException {
    pace.told(List.of(ONE));
    for (int i = 0; i < 10; i++) {
      assertThat(pace.isDue(ONE)).isFalse();
      pace.changed(List.of(ONE));
    }

    now[0] += SECOND - 1;
    pace.release();
    assertThat(lookedAt()).isEmpty();
    now[0] += 1;
    pace.release();
    assertThat(lookedAt()).containsExactly(ONE);
  }

  @Test
  void beginsTheNextSecondWithWhatItTellsLate() throws InterruptedException {
    pace.told(List.of(ONE));
    pace.changed(List.of(ONE));
    now[0] += SECOND;
    pace.release();
    assertThat(lookedAt()).containsExactly(ONE);

    assertThat(pace.isDue(ONE)).isFalse();
    pace.changed(List.of(ONE));
    assertThat(lookedAt()).isEmpty();
    now[0] += SECOND;
    pace.release();
    assertThat(lookedAt()).containsExactly(ONE);
  }

  /** What another worker told a moment ago may be older than the change that waits. */
  @Test
  void keepsWhatWaitsWhenAnotherIsTold() throws InterruptedException {
    pace.told(List.of(ONE));
    pace.changed(List.of(ONE));
    pace.told(List.of(ONE));

    now[0] += SECOND;
    pace.release();
    assertThat(lookedAt()).containsExactly(ONE);
  }

  @Test
  void tellsInTimeWhatNeverRests() throws InterruptedException {
    pace.told(List.of(ONE));
    for (int i = 0; i < 3; i++) {
      pace.changed(List.of(ONE));
      now[0] += SECOND / 4;
      pace.release();
      assertThat(lookedAt()).isEmpty();
    }
    pace.changed(List.of(ONE));

    now[0] += SECOND / 4;
    pace.release();
    assertThat(lookedAt()).containsExactly(ONE);
  }

  @Test
  void keepsNoPlaceForWhatIsOver() throws InterruptedException {
    for (int seq = 0; seq < ROOM_FOR; seq++) {
      pace.told(List.of(new MessageId(ROOM, 100 + seq)));
    }
    now[0] += SECOND;
    pace.release();

    pace.told(List.of(ONE));
    assertThat(pace.isDue(ONE)).isFalse();
    assertThat(lookedAt()).isEmpty();
  }

  @Test
  void holdsNoMessageBackForAnother() throws InterruptedException {
    pace.told(List.of(ONE));
    now[0] += SECOND / 2;
    pace.changed(List.of(OTHER));
    assertThat(lookedAt()).containsExactly(OTHER);

    pace.changed(List.of(OTHER, ONE));
    now[0] += SECOND / 2;
    pace.release();
    assertThat(lookedAt()).containsExactly(ONE);
    now[0] += SECOND / 2;
    pace.release();
    assertThat(lookedAt()).containsExactly(OTHER);
  }

  @Test
  void tellsAtOnceWhatFindsNoRoom() throws InterruptedException {
    for (int seq = 0; seq < ROOM_FOR; seq++) {
      pace.told(List.of(new MessageId(ROOM, 100 + seq)));
    }

    pace.told(List.of(ONE));
    assertThat(pace.isDue(ONE)).isTrue();
    pace.changed(List.of(ONE));
    assertThat(lookedAt()).containsExactly(ONE);
  }

  @Test
  void letsAllBeToldAtTheEnd() throws InterruptedException {
    pace.told(List.of(ONE, OTHER));
    pace.changed(List.of(OTHER));

    pace.releaseAll();
    assertThat(lookedAt()).containsExactly(OTHER);
  }
}
