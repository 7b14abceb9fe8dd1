package com.paidhr.messenger.delivery.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.network.Draw.Verdict;
import com.paidhr.messenger.delivery.network.LastDraws.Drawn;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastDrawsTest {
  private static final Draw LOST = new Draw(Verdict.LOST, Duration.ofMillis(3), false);

  private final LastDraws draws = new LastDraws();

  private static Drawn drawn(long seq) {
    MessageId message = new MessageId(new ConversationId("room"), seq);
    return new Drawn(Instant.ofEpochSecond(seq), new Attempt(message, new UserId("bob"), 1), LOST);
  }

  @Test
  void areTheNewestOnesOnly() {
    for (long seq = 1; seq <= LastDraws.KEPT + 5; seq++) {
      draws.note(drawn(seq));
    }

    assertThat(draws.all()).hasSize(LastDraws.KEPT);
    assertThat(draws.all().getFirst()).isEqualTo(drawn(LastDraws.KEPT + 5));
    assertThat(draws.all().getLast()).isEqualTo(drawn(6));
  }

  /** A turn that was broken off plans its attempts once more. */
  @Test
  void haveEachAttemptOnce() {
    draws.note(drawn(1));
    draws.note(drawn(2));
    draws.note(drawn(1));

    assertThat(draws.all()).containsExactly(drawn(1), drawn(2));
  }
}
