package com.paidhr.messenger.streams.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.delivery.InboxEntry.Reading;
import com.paidhr.messenger.delivery.InboxEntry.Type;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.StreamEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a user is told of who has read. */
class ReaderTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ConversationId ROOM = new ConversationId("room");
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final UserId CY = new UserId("cy");
  private static final InboxEntry NAMED =
      new InboxEntry(
          "1-0",
          Type.READ,
          ROOM,
          7,
          7,
          0,
          null,
          List.of(new Reading(ANN, 5, 5), new Reading(BOB, 7, 0), new Reading(CY, 6, 6)));
  private static final InboxEntry COUNTED = new InboxEntry("2-0", Type.READ, ROOM, 7, 7, 41, null);

  private static List<String> told(ReceiptsMode mode, Set<UserId> hiding, InboxEntry entry) {
    Access access =
        new Access(
            ConversationType.GROUP,
            new Visibility(ROOM, ANN, Visibility.Rule.GROUP_MEMBER, 1, Visibility.OPEN, 1),
            MemberRole.MEMBER,
            1,
            mode,
            false,
            null,
            null);
    Reader reader = new Reader(ANN, Map.of(), Map.of(ROOM, access), hiding);
    Answer.Entries answer =
        new Answer.Entries(List.of(entry), new InboxCursor("life", "9-0"), false);
    EventShapes shapes = new EventShapes(new Events(MAPPER));
    return reader.eventsOf(answer, shapes).stream().map(ReaderTest::readers).toList();
  }

  private static String readers(StreamEvent event) {
    try {
      JsonNode json = MAPPER.readTree(new String(event.json(), StandardCharsets.UTF_8));
      return json.path("reads").findValuesAsText("userId") + " " + json.path("readers").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tellsOfAllInOneEvent() {
    assertThat(told(ReceiptsMode.FULL, Set.of(), NAMED)).containsExactly("[ann, bob, cy] null");
  }

  @Test
  void namesNobodyWhoHidesOrMayNotBeNamed() {
    assertThat(told(ReceiptsMode.FULL, Set.of(BOB), NAMED)).containsExactly("[ann, cy] null");
    assertThat(told(ReceiptsMode.FULL, Set.of(ANN), NAMED)).containsExactly("[ann] null");
    assertThat(told(ReceiptsMode.COUNTS, Set.of(), NAMED)).containsExactly("[ann] null");
  }

  @Test
  void countsWhereCountsMayBeTold() {
    assertThat(told(ReceiptsMode.COUNTS, Set.of(), COUNTED)).containsExactly("[] 41");
    assertThat(told(ReceiptsMode.OFF, Set.of(), COUNTED)).isEmpty();
    assertThat(told(ReceiptsMode.FULL, Set.of(ANN), COUNTED)).isEmpty();
  }
}
