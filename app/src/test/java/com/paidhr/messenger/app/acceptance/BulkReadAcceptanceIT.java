package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marking several conversations as read in one request. */
class BulkReadAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");

  private record Entry(String conversationId, long upTo) {}

  private static Answer read(ApiClient reader, Entry... entries) {
    List<Map<String, Object>> body =
        Arrays.stream(entries)
            .map(entry ->
                Map.<String, Object>of(
                    "conversationId", entry.conversationId(), "upTo", entry.upTo()))
            .toList();
    return reader.post("/messages/read", Map.of("conversations", body));
  }

  private long unread(String conversation) {
    return bob.get("/conversations/" + conversation).expect(200).at("/unreadCount").asLong();
  }

  @Test
  void answersUpToWhereEachIsRead() {
    String one = ann.privateWith(bob);
    String two = ann.group("two", bob);
    ann.send(one, "1");
    ann.send(two, "1");
    ann.send(two, "2");

    Answer answer =
        read(bob, new Entry(one, 999), new Entry(two, 1), new Entry(two, 1)).expect(200);

    assertThat(answer.items()).hasSize(3);
    JsonNode first = answer.items().getFirst();
    assertThat(first.at("/conversationId").asText()).isEqualTo(one);
    assertThat(first.at("/upTo").asLong()).isEqualTo(1);
    assertThat(first.at("/readAt").isTextual()).isTrue();
    assertThat(answer.items().get(1)).isEqualTo(answer.items().get(2));
    assertThat(answer.at("/next").isNull()).isTrue();
    assertThat(unread(one)).isZero();
    assertThat(unread(two)).isEqualTo(1);
  }

  @Test
  void leavesOutWhatLiesBeforeTheOwnJoin() {
    String known = ann.privateWith(bob);
    String joined = ann.group("joined");
    ann.send(known, "1");
    ann.send(joined, "before");
    ann.post("/conversations/" + joined + "/members", Map.of("userId", bob.userId())).expect(201);

    Answer answer = read(bob, new Entry(known, 1), new Entry(joined, 1)).expect(200);

    assertThat(answer.items())
        .extracting(item -> item.at("/conversationId").asText())
        .containsExactly(known);
  }

  @Test
  void marksNothingWhenOneMayNotBeKnown() {
    String known = ann.privateWith(bob);
    String secret = ann.group("secret");
    ann.send(known, "1");

    Answer answer = read(bob, new Entry(known, 1), new Entry(secret, 1)).expect(422);

    assertThat(answer.at("/errors/0/pointer").asText())
        .isEqualTo("/conversations/1/conversationId");
    assertThat(unread(known)).isEqualTo(1);
  }

  @Test
  void takesAHundredAndNoMore() {
    String room = ann.privateWith(bob);
    ann.send(room, "1");
    Entry entry = new Entry(room, 1);

    assertThat(read(bob, Collections.nCopies(100, entry).toArray(Entry[]::new)).expect(200).items())
        .hasSize(100);
    Answer refused = read(bob, Collections.nCopies(101, entry).toArray(Entry[]::new)).expect(422);
    assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo("/conversations");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|/conversations",
        "[{'conversationId':'not an id','upTo':1}]|/conversations/0/conversationId",
        "[{'upTo':1}]|/conversations/0/conversationId",
        "[null]|/conversations/0/conversationId",
        "[{'conversationId':'x'}]|/conversations/0/upTo",
        "[{'conversationId':'x','upTo':0}]|/conversations/0/upTo"
      })
  void namesTheEntryAtFault(String entries, String pointer) {
    Answer answer =
        bob.post("/messages/read", "{\"conversations\":" + entries.replace('\'', '"') + "}");

    assertThat(answer.expect(422).at("/errors/0/pointer").asText()).isEqualTo(pointer);
  }
}
