package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that are to be sent later, as clients meet them. */
class ScheduledMessagesAcceptanceIT {
  private final RunningMessenger messenger = RunningMessenger.shared();
  private final ApiClient ann = messenger.newUser("ann");
  private final ApiClient bob = messenger.newUser("bob");

  private static Answer schedule(ApiClient author, String room, String body, Instant at) {
    return author.post(
        "/messages", Map.of("conversationId", room, "body", body, "sendAt", at.toString()));
  }

  private static JsonNode awaitStatus(ApiClient author, String id, String status) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> author.get("/messages/scheduled/" + id).expect(200).json(),
            schedule -> schedule.at("/status").asText().equals(status));
  }

  @Test
  void sendsAtItsTimeAndSaysWhatItBecame() {
    String room = ann.privateWith(bob);
    Instant time = Instant.now().plusMillis(1_500);

    Answer accepted = schedule(ann, room, "later", time).expect(202);

    assertThat(accepted.header("Location")).isEqualTo("/messages/scheduled/" + accepted.id());
    assertThat(accepted.at("/status").asText()).isEqualTo("SCHEDULED");
    assertThat(accepted.at("/body").asText()).isEqualTo("later");
    assertThat(accepted.at("/conversationId").asText()).isEqualTo(room);
    assertThat(ann.get("/messages/scheduled").expect(200).items()).containsExactly(accepted.json());
    assertThat(bob.get("/messages/scheduled").expect(200).items()).isEmpty();
    assertThat(bob.history(room)).isEmpty();

    String id = awaitStatus(ann, accepted.id(), "SENT").at("/messageId").asText();
    JsonNode message = bob.get("/messages/" + id).expect(200).json();
    assertThat(message.at("/body").asText()).isEqualTo("later");
    assertThat(Instant.parse(message.at("/createdAt").asText()))
        .isAfterOrEqualTo(Instant.parse(accepted.at("/sendAt").asText()));
    assertThat(ann.get("/messages/scheduled").expect(200).items()).isEmpty();
    assertThat(ann.get("/messages/scheduled?status=SENT").expect(200).items()).hasSize(1);
    assertThat(ann.delete("/messages/scheduled/" + accepted.id()).status()).isEqualTo(409);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(bob.get("/messages/" + id).at("/status").asText()).isEqualTo("DELIVERED"));
  }

  @Test
  void schedulesOnceUnderOneKey() {
    String room = ann.privateWith(bob);
    Map<String, Object> request = new HashMap<>();
    request.put("conversationId", room);
    request.put("body", "once");
    request.put("clientMessageId", "k");
    request.put("sendAt", Instant.now().plusSeconds(3_600).toString());
    Answer first = ann.post("/messages", request).expect(202);

    Answer again = ann.post("/messages", request).expect(202);
    request.put("sendAt", Instant.now().plusSeconds(7_200).toString());
    Answer other = ann.post("/messages", request);

    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(other.expect(422).problem()).isEqualTo("idempotency-mismatch");
    assertThat(ann.get("/messages/scheduled").expect(200).items()).hasSize(1);
  }

  @Test
  void cancelsForGood() {
    String room = ann.privateWith(bob);
    String id = schedule(ann, room, "never", Instant.now().plusSeconds(3)).expect(202).id();

    assertThat(bob.delete("/messages/scheduled/" + id).status()).isEqualTo(404);
    assertThat(ann.delete("/messages/scheduled/" + id).status()).isEqualTo(204);
    assertThat(ann.delete("/messages/scheduled/" + id).status()).isEqualTo(204);

    String marker = schedule(ann, room, "marker", Instant.now().plusSeconds(4)).expect(202).id();
    awaitStatus(ann, marker, "SENT");
    assertThat(bob.history(room)).extracting(m -> m.at("/body").asText()).containsExactly("marker");
    JsonNode canceled = ann.get("/messages/scheduled/" + id).expect(200).json();
    assertThat(canceled.at("/status").asText()).isEqualTo("CANCELED");
    assertThat(canceled.at("/body").isNull()).isTrue();
  }

  @Test
  void dropsWhatAKickedAuthorHadScheduled() {
    String room = ann.group("team", bob);
    String id = schedule(bob, room, "too late", Instant.now().plusSeconds(2)).expect(202).id();
    ann.delete("/conversations/" + room + "/members/" + bob.userId()).expect(204);

    JsonNode dropped = awaitStatus(bob, id, "DROPPED");

    assertThat(dropped.at("/refusal/type").asText()).isEqualTo("/problems/not-found");
    assertThat(ann.history(room)).noneMatch(m -> m.at("/body").asText().equals("too late"));
  }

  @Test
  void keepsAScheduledFileAndSendsIt() {
    String room = ann.privateWith(bob);
    String file = ann.upload("plan.txt", "text/plain", new byte[] {65}).expect(201).id();
    Answer accepted =
        ann.post(
                "/messages",
                Map.of(
                    "conversationId",
                    room,
                    "attachments",
                    List.of(file),
                    "sendAt",
                    Instant.now().plusSeconds(2).toString()))
            .expect(202);
    assertThat(accepted.at("/attachments/0").asText()).isEqualTo(file);
    assertThat(ann.delete("/media/" + file).status()).isEqualTo(409);
    assertThat(bob.get("/media/" + file).status()).isEqualTo(404);

    awaitStatus(ann, accepted.id(), "SENT");

    assertThat(bob.get("/media/" + file).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2020-01-01T00:00:00Z\"|422|/sendAt",
        "\"9999-12-31T23:59:59Z\"|422|/sendAt",
        "\"+999999999-12-31T23:59:59Z\"|400|/sendAt",
        "\"-999999999-01-01T00:00:00Z\"|400|/sendAt",
        "\"2099-02-30T00:00:00Z\"|400|/sendAt",
        "\"2099-01-01T00:00:00\"|400|/sendAt",
        "\"tomorrow\"|400|/sendAt",
        "\"\"|400|/sendAt",
        "4102444800|400|/sendAt",
        "true|400|/sendAt",
        "[]|400|/sendAt",
        "{}|400|/sendAt"
      })
  void refusesImpossibleTimes(String time, int status, String pointer) {
    String room = ann.privateWith(bob);

    Answer answer =
        ann.post(
            "/messages",
            "{\"conversationId\":\"" + room + "\",\"body\":\"x\",\"sendAt\":" + time + "}");

    assertThat(answer.expect(status).at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(ann.get("/messages/scheduled").expect(200).items()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"status=BOGUS", "limit=0", "cursor=%25", "cursor=YQ", "cursor=OTk6", "bogus=1"})
  void refusesImpossibleLists(String parameters) {
    int status = ann.get("/messages/scheduled?" + parameters).status();

    assertThat(status).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"x", "%00", "%F0%9F%91%8D", "..%2f", "a.b"})
  void knowsNoOtherIds(String id) {
    assertThat(ann.get("/messages/scheduled/" + id).status()).isBetween(400, 404);
    assertThat(ann.delete("/messages/scheduled/" + id).status()).isBetween(400, 404);
  }

  @Test
  void sendsOnceThoughEveryNodeIsKilledAroundTheTime() {
    try (var own =
        RunningMessenger.with()
            .env("MESSAGING_SEND_DUE_EVERY", "PT0.05S")
            .env("MESSAGING_RESUME_AFTER", "PT1S")
            .start()) {
      ApiClient one = own.newUser("one");
      String room = one.privateWith(own.newUser("two"));
      Instant time = Instant.now().plusSeconds(10);
      List<String> ids =
          IntStream.range(0, 60)
              .mapToObj(i -> schedule(one, room, "n" + i, time).expect(202).id())
              .toList();
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> !one.get("/messages?conversationId=" + room).items().isEmpty());

      own.kill();
      own.restart();

      ids.forEach(id -> awaitStatus(one, id, "SENT"));
      assertThat(one.history(room))
          .hasSize(60)
          .extracting(message -> message.at("/body").asText())
          .doesNotHaveDuplicates();
    }
  }
}
