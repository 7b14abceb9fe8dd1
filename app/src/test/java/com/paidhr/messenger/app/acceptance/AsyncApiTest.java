package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.paidhr.messenger.streams.ConversationChange;
import com.paidhr.messenger.streams.Farewell;
import com.paidhr.messenger.streams.GapNote;
import com.paidhr.messenger.streams.MemberChange;
import com.paidhr.messenger.streams.MessageChange;
import com.paidhr.messenger.streams.MessagesRead;
import com.paidhr.messenger.streams.PresenceNote;
import com.paidhr.messenger.streams.TypingNote;
import com.paidhr.messenger.testsupport.EventContract;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docs/asyncapi.yaml} has the fields that the records of events have. */
class AsyncApiTest {
  private final EventContract contract = EventContract.read();

  @ParameterizedTest
  @CsvSource({
    "gap, GapNote",
    "message.created, MessageChange",
    "message.read, MessagesRead",
    "conversation.updated, ConversationChange",
    "member.role, MemberChange",
    "typing, TypingNote",
    "presence, PresenceNote",
    "goodbye, Farewell"
  })
  void hasTheFieldsOfTheRecord(String event, String record) {
    Set<String> fields = new TreeSet<>(Set.of("type"));
    Arrays.stream(type(record).getRecordComponents())
        .map(RecordComponent::getName)
        .forEach(fields::add);

    Set<String> described = new TreeSet<>();
    contract.schema(event).get("properties").fieldNames().forEachRemaining(described::add);
    described.remove("cursor");
    assertThat(described).isEqualTo(fields);
  }

  private static Class<?> type(String record) {
    return Set.of(
            GapNote.class,
            MessageChange.class,
            MessagesRead.class,
            ConversationChange.class,
            MemberChange.class,
            TypingNote.class,
            PresenceNote.class,
            Farewell.class)
        .stream()
        .filter(type -> type.getSimpleName().equals(record))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void describesEveryEvent() {
    assertThat(contract.names())
        .hasSize(18)
        .allSatisfy(name -> assertThat(contract.schema(name).isObject()).as(name).isTrue());
  }

  @Test
  void findsWhatIsWrongWithAnEvent() {
    ObjectNode event = new ObjectMapper().createObjectNode();
    event.put("type", "typing").put("conversationId", "room").put("userId", 5).put("more", "x");

    assertThat(contract.faults(event)).hasSize(3);
    assertThat(contract.faults(event.put("type", "unheard"))).hasSize(1);
  }
}
