package com.paidhr.messenger.delivery.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeadLetters.Filter;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditLog;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters that are replayed together come due one by one, at the rate that was asked for. */
class ReplayRateTest {
  private static final ConversationId ROOM = new ConversationId("room");
  private static final UserId BOB = new UserId("bob");
  private static final UserId ADMIN = new UserId("admin");
  private static final Filter ALL = new Filter(null, null);

  private final List<DeadLetter> letters = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();
  private final List<Long> replayed = new ArrayList<>();

  private void letter(long seq, boolean replaying) {
    MessageId message = new MessageId(ROOM, seq);
    letters.add(
        new DeadLetter(
            DeadLetter.idOf(message, BOB),
            message,
            BOB,
            "network.lost",
            "The simulated network lost it",
            true,
            List.of(),
            Instant.EPOCH,
            replaying));
  }

  private static <T> T fake(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Replays replays() {
    DeadLetters kept =
        fake(
            DeadLetters.class,
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "list" -> page((PageRequest) arguments[1]);
                  case "markReplaying" -> true;
                  case "find" -> Map.of();
                  default -> throw new UnsupportedOperationException(method.getName());
                });
    DeliveryQueue queue =
        fake(
            DeliveryQueue.class,
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("publishLater");
              replayed.add(((Job.Replay) arguments[0]).message().seq());
              delays.add((Duration) arguments[1]);
              return null;
            });
    InvocationHandler silent = (proxy, method, arguments) -> null;
    return new Replays(
        kept, fake(DeliveryRecords.class, silent), queue, fake(AuditLog.class, silent));
  }

  private List<DeadLetter> page(PageRequest page) {
    int first =
        page.position() == null
            ? 0
            : 1 + letters.stream().map(DeadLetter::id).toList().indexOf(page.position());
    return letters.subList(first, Math.min(letters.size(), first + page.limit() + 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 1_000})
  void spacesThemByAnEqualPartOfASecond(int rate) {
    LongStream.rangeClosed(1, 450).forEach(seq -> letter(seq, false));

    assertThat(replays().replayAll(ADMIN, ALL, rate)).isEqualTo(450);

    assertThat(replayed).isEqualTo(LongStream.rangeClosed(1, 450).boxed().toList());
    assertThat(delays)
        .isEqualTo(
            LongStream.range(0, 450).mapToObj(i -> Duration.ofMillis(i * 1_000 / rate)).toList());
  }

  @Test
  void leavesNoGapForThoseThatAreBeingReplayed() {
    letter(1, false);
    letter(2, true);
    letter(3, false);

    assertThat(replays().replayAll(ADMIN, ALL, 2)).isEqualTo(2);

    assertThat(replayed).containsExactly(1L, 3L);
    assertThat(delays).containsExactly(Duration.ZERO, Duration.ofMillis(500));
  }
}
