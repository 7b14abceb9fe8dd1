package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users who turn read receipts off, and the others, as clients meet them. */
class ReceiptsAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");
  private final ApiClient cat = messenger.newUser("cat");
  private final ApiClient dan = messenger.newUser("dan");

  private static Answer turn(ApiClient user, boolean receipts) {
    return user.patch("/users/me", Map.of("readReceipts", receipts));
  }

  private String readByBoth() {
    return readByBoth("GROUP");
  }

  private String readByBoth(String type) {
    List<String> others = List.of(bob.userId(), cat.userId());
    String room =
        ann.post("/conversations", Map.of("type", type, "name", "team", "memberIds", others))
            .expect(201)
            .at("/id")
            .asText();
    String id = ann.send(room, "hello").get("id").asText();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            ann.get("/messages/" + id + "/status")
                .expect(200)
                .at("/status")
                .asText()
                .equals("DELIVERED"));
    bob.post("/messages/" + id + "/read", Map.of("upTo", true)).expect(200);
    cat.post("/messages/" + id + "/read", Map.of("upTo", true)).expect(200);
    return id;
  }

  private static String room(String id) {
    return id.substring(0, id.lastIndexOf('.'));
  }

  /** Whether the reader learns at any door that the user has read the message. */
  private static void assertTold(ApiClient reader, String id, ApiClient of, boolean told) {
    JsonNode status = reader.get("/messages/" + id + "/status").expect(200).json();
    for (JsonNode recipient : status.at("/recipients")) {
      if (recipient.at("/userId").asText().equals(of.userId())) {
        assertThat(recipient.at("/readAt").isTextual()).as("status").isEqualTo(told);
      }
    }
    assertThat(reader.get("/messages/" + id + "/timeline").expect(200).items())
        .filteredOn(entry -> entry.at("/event").asText().equals("read"))
        .filteredOn(entry -> entry.at("/userId").asText().equals(of.userId()))
        .as("timeline")
        .hasSize(told ? 1 : 0);
    String member = "/conversations/" + room(id) + "/members";
    assertThat(reader.get(member + "/" + of.userId()).expect(200).at("/readUpTo").isNumber())
        .as("member")
        .isEqualTo(told);
    assertThat(reader.get(member).expect(200).items())
        .filteredOn(one -> one.at("/userId").asText().equals(of.userId()))
        .as("members")
        .allMatch(one -> one.at("/readUpTo").isNumber() == told)
        .hasSize(1);
  }

  private static JsonNode readCount(ApiClient reader, String id) {
    return reader.get("/messages/" + id + "/status").expect(200).at("/counts/read");
  }

  @Test
  void hidesAUserFromAllAndAllFromTheUser() {
    String id = readByBoth();
    assertTold(ann, id, bob, true);
    assertThat(readCount(ann, id).asInt()).isEqualTo(2);
    assertThat(bob.get("/users/me").expect(200).at("/readReceipts").asBoolean()).isTrue();

    assertThat(turn(bob, false).expect(200).at("/readReceipts").asBoolean()).isFalse();

    assertTold(ann, id, bob, false);
    assertTold(ann, id, cat, true);
    assertThat(readCount(ann, id).asInt()).isEqualTo(1);
    assertTold(bob, id, cat, false);
    assertTold(bob, id, bob, true);
    assertThat(readCount(bob, id).isNull()).isTrue();
    String next = ann.send(room(id), "and now?").get("id").asText();
    assertThat(unread(bob, room(id))).isEqualTo(1);
    assertThat(bob.post("/messages/" + next + "/read").expect(200).at("/readAt").isTextual())
        .isTrue();
    assertThat(unread(bob, room(id))).isZero();
    assertTold(ann, next, bob, false);

    bob.patch("/users/me", Map.of("displayName", "Bob")).expect(200);
    assertTold(ann, id, bob, false);
    assertThat(ann.get("/users/" + bob.userId()).expect(200).json().has("readReceipts")).isFalse();

    turn(bob, true).expect(200);
    assertTold(ann, id, bob, true);
    assertTold(bob, id, cat, true);
  }

  @Test
  void tellsReadersOfAChannelWhoAreNotMembersNothing() {
    String id = readByBoth("CHANNEL");
    assertTold(ann, id, bob, true);

    assertTold(dan, id, bob, false);
    assertThat(readCount(dan, id).isNull()).isTrue();
    dan.post("/conversations/" + room(id) + "/members", Map.of()).expect(201);
    assertTold(dan, id, bob, true);
  }

  private static long unread(ApiClient user, String conversation) {
    return user.get("/conversations?limit=200").expect(200).items().stream()
        .filter(item -> item.get("id").asText().equals(conversation))
        .mapToLong(item -> item.get("unreadCount").asLong())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"no\"", "1", "[]", "{}"})
  void refusesWhatIsNeitherTrueNorFalse(String value) {
    Answer answer = bob.patch("/users/me", "{\"readReceipts\":" + value + "}");

    assertThat(answer.expect(400).at("/errors/0/pointer").asText()).isEqualTo("/readReceipts");
  }
}
