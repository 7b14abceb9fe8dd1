package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryAcceptanceIT {
  private static final String EVERY_FIELD =
      """
      {
        "preset": "lossy",
        "latency": {
          "distribution": "FIXED", "minMs": 5.5, "maxMs": 900.0, "meanMs": 40.25, "stddevMs": 8.0
        },
        "loss": 0.125,
        "duplicate": 0.0625,
        "bandwidthKbps": 64,
        "outages": [
          {"from": "2026-01-01T00:00:00Z", "to": "2026-01-01T00:00:30Z"},
          {"from": "2026-01-02T00:00:00Z", "to": "2026-01-02T00:00:00.500Z"}
        ],
        "flapping": {"upMs": 5000, "downMs": 3000},
        "seed": 9007199254740993,
        "expiresAt": "2999-12-31T23:59:59.999Z"
      }
      """;

  private static RunningMessenger messenger = RunningMessenger.shared();

  @BeforeAll
  static void startWithShortRetries() {
    messenger =
        RunningMessenger.with()
            .env("DELIVERY_MAX_ATTEMPTS", "3")
            .env("DELIVERY_BACKOFF_BASE", "PT0.1S")
            .env("DELIVERY_DETAIL_LIMIT", "4")
            .start();
  }

  @AfterAll
  static void stop() {
    messenger.close();
  }

  private static Answer awaitStatus(ApiClient client, String message, String status) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> client.get("/messages/" + message + "/status").expect(200),
            answer -> answer.at("/status").asText().equals(status));
  }

  @Test
  void deliversAndSaysToWhom() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    String message = ann.send(ann.privateWith(bob), "Hello").at("/id").asText();

    Answer status = awaitStatus(ann, message, "DELIVERED");

    assertThat(status.at("/counts/recipients").asInt()).isEqualTo(1);
    assertThat(status.at("/recipients/0/userId").asText()).isEqualTo(bob.userId());
    assertThat(status.at("/recipients/0/deliveredAt").isNull()).isFalse();
    assertThat(ann.get("/messages/" + message + "/timeline").expect(200).items())
        .extracting(entry -> entry.at("/event").asText())
        .contains("accepted", "queued", "distributed", "attempt", "delivered");
  }

  @Test
  void listsAllRecipientsOfALargeConversationByPages() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient admin = messenger.admin();
    List<ApiClient> others = Stream.of("b", "c", "d", "e", "f").map(messenger::newUser).toList();
    ApiClient lost = others.get(1);
    String scope = "/admin/network-profiles/user:" + lost.userId();
    admin.put(scope, Map.of("loss", 1.0)).expect(200);
    String room = ann.group("hall", others.toArray(ApiClient[]::new));
    String message = ann.send(room, "To all").at("/id").asText();
    awaitStatus(ann, message, "FAILED");
    others.get(3).post("/messages/" + message + "/read").expect(200);

    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = ann.get("/messages/" + message + "/status?limit=2" + cursor).expect(200);
      page.at("/recipients").forEach(all::add);
      cursor = page.at("/next").isNull() ? "" : "&cursor=" + page.at("/next").asText();
    } while (!cursor.isEmpty());

    assertThat(all)
        .extracting(one -> one.at("/userId").asText())
        .containsExactlyElementsOf(others.stream().map(ApiClient::userId).sorted().toList());
    assertThat(all)
        .allSatisfy(one -> {
          String user = one.at("/userId").asText();
          assertThat(one.at("/status").asText())
              .isEqualTo(user.equals(lost.userId()) ? "FAILED" : "DELIVERED");
          assertThat(one.at("/readAt").isTextual()).isEqualTo(user.equals(others.get(3).userId()));
        });
    admin.delete(scope).expect(204);
  }

  @Test
  void keepsStatusAndTimelineFromStrangers() {
    ApiClient ann = messenger.newUser("ann");
    String message =
        ann.send(ann.privateWith(messenger.newUser("bob")), "Hello").at("/id").asText();
    ApiClient eve = messenger.newUser("eve");

    eve.get("/messages/" + message + "/status").expect(404);
    eve.get("/messages/" + message + "/timeline").expect(404);
    eve.post("/messages/" + message + "/retry").expect(404);
    eve.get("/admin/queue").expect(403);
    eve.get("/admin/dead-letters").expect(403);
    eve.put("/admin/network-profiles/global", Map.of()).expect(403);
  }

  @Test
  void failsWithADeadLetterAndIsDeliveredByARetry() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    ApiClient admin = messenger.admin();
    String scope = "/admin/network-profiles/user:" + bob.userId();
    admin.put(scope, Map.of("loss", 1.0)).expect(200);
    String message = ann.send(ann.privateWith(bob), "Lost").at("/id").asText();

    Answer failed = awaitStatus(ann, message, "FAILED");

    assertThat(failed.at("/recipients/0/attempts").asInt()).isEqualTo(3);
    JsonNode letter =
        admin.get("/admin/dead-letters?limit=200").expect(200).items().stream()
            .filter(item -> item.at("/messageId").asText().equals(message))
            .findFirst()
            .orElseThrow();
    assertThat(letter.at("/cause").asText()).isEqualTo("network.lost");
    assertThat(letter.at("/attempts")).hasSize(3);
    assertThat(failed.at("/recipients/0/failedAt").asText())
        .isEqualTo(letter.at("/failedAt").asText());
    bob.post("/messages/" + message + "/retry").expect(403);

    admin.delete(scope).expect(204);
    await().untilAsserted(() -> assertThat(admin.get(scope).status()).isEqualTo(404));
    ann.post("/messages/" + message + "/retry").expect(202);

    Answer delivered = awaitStatus(ann, message, "DELIVERED");
    assertThat(delivered.at("/recipients/0/failedAt").isNull()).isTrue();
    admin.get("/admin/dead-letters/" + letter.at("/id").asText()).expect(404);
    ann.post("/messages/" + message + "/retry").expect(409);
  }

  @Test
  void isDeliveredToWhoeverHasReadIt() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    ApiClient admin = messenger.admin();
    String scope = "/admin/network-profiles/user:" + bob.userId();
    admin.put(scope, Map.of("loss", 1.0)).expect(200);
    String room = ann.privateWith(bob);
    String lost = ann.send(room, "Lost").at("/id").asText();
    awaitStatus(ann, lost, "FAILED");
    String underway = ann.send(room, "Under way").at("/id").asText();

    bob.post("/messages/" + lost + "/read").expect(200);
    bob.post("/messages/" + underway + "/read").expect(200);

    for (String message : new String[] {lost, underway}) {
      Answer status = awaitStatus(ann, message, "DELIVERED");
      assertThat(status.at("/counts/delivered").asInt()).isEqualTo(1);
      assertThat(status.at("/counts/failed").asInt()).isZero();
      assertThat(status.at("/recipients/0/status").asText()).isEqualTo("DELIVERED");
      assertThat(status.at("/recipients/0/deliveredAt").asText())
          .isEqualTo(status.at("/recipients/0/readAt").asText());
    }
    admin.delete(scope).expect(204);
  }

  @Test
  void showsNoHiddenReadingAsDelivery() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    ApiClient admin = messenger.admin();
    bob.patch("/users/me", Map.of("readReceipts", false)).expect(200);
    String scope = "/admin/network-profiles/user:" + bob.userId();
    admin.put(scope, Map.of("loss", 1.0)).expect(200);
    String message = ann.send(ann.privateWith(bob), "Lost").at("/id").asText();

    bob.post("/messages/" + message + "/read").expect(200);

    awaitStatus(ann, message, "FAILED");
    admin.delete(scope).expect(204);
  }

  @Test
  void hidesATimeOfReadingAgainOnceItIsHidden() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    ApiClient admin = messenger.admin();
    String scope = "/admin/network-profiles/user:" + bob.userId();
    admin.put(scope, Map.of("loss", 1.0)).expect(200);
    String message = ann.send(ann.privateWith(bob), "Lost").at("/id").asText();
    bob.post("/messages/" + message + "/read").expect(200);
    awaitStatus(ann, message, "DELIVERED");
    assertThat(deliveries(ann, message)).isEqualTo(1);

    bob.patch("/users/me", Map.of("readReceipts", false)).expect(200);

    Answer status = ann.get("/messages/" + message + "/status").expect(200);
    assertThat(status.at("/recipients/0/status").asText()).isEqualTo("DELIVERED");
    assertThat(status.at("/recipients/0/deliveredAt").isNull()).isTrue();
    assertThat(deliveries(ann, message)).isZero();
    assertThat(deliveries(bob, message)).isEqualTo(1);
    admin.delete(scope).expect(204);
  }

  private static long deliveries(ApiClient reader, String message) {
    return reader.get("/messages/" + message + "/timeline").expect(200).items().stream()
        .filter(entry -> entry.at("/event").asText().equals("delivered"))
        .count();
  }

  @ParameterizedTest
  @CsvSource({"COUNTS, 1", "OFF,"})
  void tellsNoReadingByNameWhereReceiptsAreNotFull(String receipts, @Nullable Integer count) {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    ApiClient admin = messenger.admin();
    String scope = "/admin/network-profiles/user:" + bob.userId();
    admin.put(scope, Map.of("loss", 1.0)).expect(200);
    String room = ann.group("counted", bob);
    ann.patch("/conversations/" + room, Map.of("receipts", receipts)).expect(200);
    String message = ann.send(room, "Lost").at("/id").asText();

    bob.post("/messages/" + message + "/read", Map.of("upTo", true)).expect(200);

    JsonNode status = awaitStatus(ann, message, "FAILED").json();
    assertThat(status.at("/counts/delivered").asInt()).isZero();
    assertThat(status.at("/counts/read").isNull()).isEqualTo(count == null);
    assertThat(status.at("/counts/read").asInt()).isEqualTo(count == null ? 0 : count);
    assertThat(status.at("/recipients/0/deliveredAt").isNull()).isTrue();
    assertThat(status.at("/recipients/0/readAt").isNull()).isTrue();
    assertThat(ann.get("/messages/" + message + "/timeline").expect(200).items())
        .extracting(entry -> entry.at("/event").asText())
        .contains("failed")
        .doesNotContain("delivered", "read");
    String member = "/conversations/" + room + "/members/" + bob.userId();
    assertThat(ann.get(member).expect(200).at("/readUpTo").isNull()).isTrue();
    assertThat(bob.get(member).expect(200).at("/readUpTo").isNull()).isFalse();
    admin.delete(scope).expect(204);
  }

  @Test
  void waitsWhileTheQueueIsPaused() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    ApiClient admin = messenger.admin();
    String room = ann.privateWith(bob);
    assertThat(admin.post("/admin/queue/pause").expect(200).at("/paused").asBoolean()).isTrue();
    await()
        .during(Duration.ofMillis(700))
        .until(() -> admin.get("/admin/queue").expect(200).at("/paused").asBoolean());

    String message = ann.send(room, "Later").at("/id").asText();

    await()
        .during(Duration.ofMillis(500))
        .until(() ->
            ann.get("/messages/" + message + "/status")
                .expect(200)
                .at("/status")
                .asText()
                .equals("SENT"));
    Answer waiting = ann.get("/messages/" + message + "/status").expect(200);
    assertThat(waiting.at("/recipients").findValuesAsText("status")).containsExactly("SENT");
    assertThat(waiting.at("/recipients/0/userId").asText()).isEqualTo(bob.userId());
    admin.post("/admin/queue/resume").expect(200);
    awaitStatus(ann, message, "DELIVERED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lan", "wifi", "3g", "satellite", "lossy", "offline-30s", "flapping"})
  void keepsEachPreset(String preset) {
    JsonNode kept = kept("{\"preset\": \"" + preset + "\"}");

    assertThat(kept.at("/preset").asText()).isEqualTo(preset);
    assertThat(kept.at("/latency").isNull()).isTrue();
    assertThat(kept.at("/loss").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"FIXED", "UNIFORM", "NORMAL", "LOGNORMAL", "PARETO"})
  void keepsEveryFieldOfAProfile(String distribution) throws JsonProcessingException {
    String profile = EVERY_FIELD.replace("FIXED", distribution);

    assertThat(kept(profile)).isEqualTo(new ObjectMapper().readTree(profile));
  }

  /** A profile as it is shown after it was set. */
  private static JsonNode kept(String profile) {
    ApiClient admin = messenger.admin();
    String scope = "/admin/network-profiles/user:kept";
    Answer set = admin.put(scope, profile).expect(200);
    Answer found = admin.get(scope).expect(200);
    admin.delete(scope).expect(204);
    assertThat(found.json()).isEqualTo(set.json());
    return found.json();
  }

  @Test
  void refusesImpossibleProfiles() {
    ApiClient admin = messenger.admin();

    Answer refused = admin.put("/admin/network-profiles/global", Map.of("loss", 2)).expect(422);

    assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo("/loss");
    admin.put("/admin/network-profiles/nobody", Map.of()).expect(400);
    admin
        .put("/admin/network-profiles/global", Map.of("expiresAt", "2001-01-01T00:00:00Z"))
        .expect(422);
    assertThat(
            admin.put("/admin/network-profiles/global", Map.of("preset", "5g")).expect(400).text())
        .contains("lan, wifi, 3g, satellite, lossy, offline-30s, flapping");
    admin.put("/admin/network-profiles/global", Map.of("lossy", 1)).expect(400);
    admin.get("/admin/network-profiles/global").expect(404);
  }
}
