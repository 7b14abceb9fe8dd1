package com.paidhr.messenger.delivery.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Worker;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.Test;

class LedgerOrderTest {
  private static final UserId BOB = new UserId("bob");
  private static final AttemptRecord LAST =
      new AttemptRecord(4, Instant.EPOCH, "node", "LOST", 0, "lost", true);

  private final List<String> written = new ArrayList<>();
  private final DeadLetters letters = port(DeadLetters.class, Map.of("find", Map.of()));
  private final DeliveryRecords records = port(DeliveryRecords.class, Map.of("find", Map.of()));

  @Test
  void givesUpByLetterThenOutcomeThenLane() {
    Inboxes inboxes = port(Inboxes.class, Map.of("skip", true));

    givingUp(inboxes).giveUp(List.of(lost()));

    assertThat(written)
        .containsExactly("DeadLetters.put", "DeliveryRecords.record", "Inboxes.skip");
  }

  private GivenUp lost() {
    return new GivenUp(new MessageId(new ConversationId("room"), 7), BOB, LAST, 1);
  }

  private GivingUp givingUp(Inboxes inboxes) {
    Counter counter = port(Counter.class, Map.of());
    MetricRegistry registry = port(MetricRegistry.class, Map.of("counter", counter));
    PassedMessages passed =
        new PassedMessages(letters, records, inboxes, new Worker("node"), Clock.systemUTC());
    return new GivingUp(letters, records, inboxes, passed, new DeliveryMetrics(registry));
  }

  /** A port that notes what is written, and answers by the method's name. */
  private <T> T port(Class<T> type, Map<String, Object> answers) {
    Object port =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              String name = method.getName();
              if (List.of("put", "record", "skip", "remove").contains(name)) {
                written.add(type.getSimpleName() + "." + name);
              }
              return answers.get(name);
            });
    return type.cast(port);
  }
}
