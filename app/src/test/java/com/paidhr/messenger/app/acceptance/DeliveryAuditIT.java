package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What administrators and senders do with the delivery leaves a trace. */
class DeliveryAuditIT {
  private static RunningMessenger messenger = RunningMessenger.shared();

  @BeforeAll
  static void startWithShortRetries() {
    messenger =
        RunningMessenger.with()
            .env("DELIVERY_MAX_ATTEMPTS", "2")
            .env("DELIVERY_BACKOFF_BASE", "PT0.05S")
            .start();
  }

  @AfterAll
  static void stop() {
    messenger.close();
  }

  private static List<JsonNode> audit(String action) {
    return messenger.admin().get("/admin/audit?limit=200").expect(200).items().stream()
        .filter(entry -> entry.at("/action").asText().equals(action))
        .toList();
  }

  private static JsonNode only(String action) {
    assertThat(audit(action)).hasSize(1);
    return audit(action).getFirst();
  }

  private static String lost(ApiClient sender, String conversation) {
    String message = sender.send(conversation, "Lost").at("/id").asText();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> sender.get("/messages/" + message + "/status").expect(200).at("/status").asText(),
            "FAILED"::equals);
    return message;
  }

  @Test
  void namesWhoChangedTheQueueAndTheNetwork() {
    ApiClient admin = messenger.admin();
    ApiClient bob = messenger.newUser("bob");
    String scope = "/admin/network-profiles/user:" + bob.userId();

    admin.post("/admin/queue/pause").expect(200);
    admin.post("/admin/queue/resume").expect(200);
    admin.post("/admin/queue/rebuild").expect(200);
    admin.put(scope, Map.of("loss", 0.5)).expect(200);
    admin.delete(scope).expect(204);

    for (String action : List.of("queue.paused", "queue.resumed", "queue.rebuilt")) {
      JsonNode entry = only(action);
      assertThat(entry.at("/actorId").asText()).isEqualTo(admin.userId());
      assertThat(entry.at("/conversationId").isNull()).isTrue();
    }
    assertThat(only("queue.rebuilt").at("/facts/published").asText()).matches("\\d+");
    JsonNode set = only("networkProfile.set");
    assertThat(set.at("/targetId").asText()).isEqualTo(bob.userId());
    assertThat(set.at("/facts/after").asText()).contains("\"loss\":0.5");
    JsonNode removed = only("networkProfile.removed");
    assertThat(removed.at("/facts/scope").asText()).isEqualTo("user:" + bob.userId());
    assertThat(removed.at("/facts/before").asText()).contains("\"loss\":0.5");
  }

  @Test
  void namesWhoReplayedRetriedAndDiscardedDeadLetters() {
    ApiClient admin = messenger.admin();
    ApiClient ann = messenger.newUser("ann");
    ApiClient cy = messenger.newUser("cy");
    String room = ann.privateWith(cy);
    admin.put("/admin/network-profiles/user:" + cy.userId(), Map.of("loss", 1)).expect(200);
    String one = "/admin/dead-letters/" + lost(ann, room) + "~" + cy.userId();
    String two = "/admin/dead-letters/" + lost(ann, room) + "~" + cy.userId();
    String retried = lost(ann, room);
    var all = Map.of("conversationId", room, "rate", 100);
    var dry = Map.of("conversationId", room, "dryRun", true);

    admin.delete(two).expect(400);
    admin.delete(two + "?reason=+").expect(400);
    admin.delete(two + "?reason=" + "x".repeat(501)).expect(400);
    admin.delete(two + "?reason=told+by+phone").expect(204);
    ann.post("/messages/" + retried + "/retry").expect(202);
    await().until(() -> !admin.get("/admin/dead-letters").text().contains("\"replaying\":true"));
    admin.post(one + "/replay").expect(202);
    await().until(() -> !admin.get("/admin/dead-letters").text().contains("\"replaying\":true"));
    assertThat(admin.post("/admin/dead-letters/replay", dry).expect(200).at("/matching").asInt())
        .isEqualTo(2);
    admin.post("/admin/dead-letters/replay", all).expect(202);

    JsonNode discarded = only("deadLetter.discarded");
    assertThat(discarded.at("/facts/reason").asText()).isEqualTo("told by phone");
    assertThat(discarded.at("/conversationId").asText()).isEqualTo(room);
    assertThat(discarded.at("/targetId").asText()).isEqualTo(cy.userId());
    assertThat(only("deadLetter.retried").at("/actorId").asText()).isEqualTo(ann.userId());
    assertThat(audit("deadLetter.replayed")).hasSize(3);
    JsonNode filtered = only("deadLetters.replayed");
    assertThat(filtered.at("/facts/replayed").asText()).isEqualTo("2");
    assertThat(filtered.at("/facts/rate").asText()).isEqualTo("100");
    assertThat(filtered.at("/conversationId").asText()).isEqualTo(room);
  }
}
