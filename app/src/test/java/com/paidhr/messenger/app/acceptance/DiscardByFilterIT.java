package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many dead letters are let go at once. */
class DiscardByFilterIT {
  private static final String DISCARD = "/admin/dead-letters/discard";
  private static RunningMessenger messenger = RunningMessenger.shared();

  @BeforeAll
  static void startWithoutRetries() {
    messenger = RunningMessenger.with().env("DELIVERY_MAX_ATTEMPTS", "1").start();
  }

  @AfterAll
  static void stop() {
    messenger.close();
  }

  private static List<JsonNode> letters(String conversation) {
    return messenger
        .admin()
        .get("/admin/dead-letters?limit=200&conversationId=" + conversation)
        .expect(200)
        .items();
  }

  private static String losing(ApiClient sender, ApiClient recipient, int messages) {
    messenger
        .admin()
        .put("/admin/network-profiles/user:" + recipient.userId(), Map.of("loss", 1))
        .expect(200);
    String room = sender.privateWith(recipient);
    for (int i = 0; i < messages; i++) {
      sender.send(room, "Lost " + i);
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> letters(room).size() == messages);
    return room;
  }

  private static Answer discard(Map<String, Object> request) {
    return messenger.admin().post(DISCARD, request);
  }

  @Test
  void takesThoseThatFitAndNoOthers() {
    ApiClient ann = messenger.newUser("ann");
    String room = losing(ann, messenger.newUser("bob"), 3);
    String other = losing(ann, messenger.newUser("cy"), 1);

    Answer counted = discard(Map.of("conversationId", room, "dryRun", true)).expect(200);
    assertThat(counted.at("/matching").asInt()).isEqualTo(3);
    assertThat(counted.at("/discarded").asInt()).isZero();
    discard(Map.of("conversationId", room, "cause", "inbox.refused", "reason", "other cause"))
        .expect(200);
    assertThat(letters(room)).hasSize(3);

    Answer done = discard(Map.of("conversationId", room, "reason", " told by phone ")).expect(200);

    assertThat(done.at("/matching").asInt()).isEqualTo(3);
    assertThat(done.at("/discarded").asInt()).isEqualTo(3);
    assertThat(letters(room)).isEmpty();
    assertThat(letters(other)).hasSize(1);
    List<JsonNode> noted =
        messenger
            .admin()
            .get("/admin/audit?limit=200&conversationId=" + room)
            .expect(200)
            .items()
            .stream()
            .filter(entry -> entry.at("/action").asText().equals("deadLetter.discarded"))
            .toList();
    assertThat(noted)
        .hasSize(3)
        .allMatch(entry -> entry.at("/facts/reason").asText().equals("told by phone"));
  }

  @Test
  void asksForAReason() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of(), Map.of("reason", " "), Map.of("reason", "x".repeat(501)))) {
      Answer answer = discard(wrong).expect(422);

      ProblemAnswer.check(answer);
      assertThat(answer.at("/errors/0/pointer").asText()).isEqualTo("/reason");
    }
  }
}
