package com.paidhr.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.InboxEntry.Reading;
import com.paidhr.messenger.delivery.InboxEntry.Type;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InboxEntryTest {
  private static final ConversationId ROOM = new ConversationId("room");

  @ParameterizedTest
  @EnumSource
  void isReadAsItWasWritten(Type type) {
    InboxEntry full = new InboxEntry("5-1", type, ROOM, 3, 9, 7, new UserId("bob"));
    InboxEntry named =
        new InboxEntry(
            "5-3",
            type,
            ROOM,
            3,
            3,
            0,
            null,
            List.of(new Reading(new UserId("bob"), 3, 0), new Reading(new UserId("c_y-1"), 2, 2)));
    InboxEntry bare = new InboxEntry("5-2", type, ROOM, 0, 0, 0, null);

    assertThat(InboxEntry.of("5-1", full.fields())).contains(full);
    assertThat(InboxEntry.of("5-2", bare.fields())).contains(bare);
    assertThat(InboxEntry.of("5-3", named.fields())).contains(named);
  }

  @Test
  void readsWhatNodesWroteBefore() {
    assertThat(InboxEntry.of("1-0", Map.of("t", "message.created", "c", "room", "s", "4")))
        .contains(new InboxEntry("1-0", Type.MESSAGE, ROOM, 4, 4, 0, null));
    assertThat(InboxEntry.of("1-0", Map.of("t", "gap", "c", "room", "s", "4", "u", "6")))
        .contains(new InboxEntry("1-0", Type.GAP, ROOM, 4, 6, 0, null));
  }

  @Test
  void isNothingInAnotherForm() {
    assertThat(InboxEntry.of("1-0", Map.of("t", "opened"))).isEmpty();
    assertThat(InboxEntry.of("1-0", Map.of("t", "unheard", "c", "room"))).isEmpty();
    assertThat(InboxEntry.of("1-0", Map.of("t", "edited", "c", "room", "s", "x"))).isEmpty();
    assertThat(InboxEntry.of("1-0", Map.of("t", "edited", "c", "a b"))).isEmpty();
    assertThat(InboxEntry.of("1-0", Map.of("t", "read", "c", "room", "r", "bob:1"))).isEmpty();
  }

  @Test
  void parsesCursorsOfItsFormOnly() {
    InboxCursor cursor = new InboxCursor("a-b~c", "12-3");

    assertThat(InboxCursor.parse(cursor.text())).contains(cursor);
    assertThat(InboxCursor.parse("a-b~c.12")).isEmpty();
    assertThat(InboxCursor.parse("a b.12-0")).isEmpty();
    assertThat(InboxCursor.parse("a.12-0.1-0")).isEmpty();
    assertThat(InboxCursor.parse("a.9999999999999999999-0")).isEmpty();
  }
}
