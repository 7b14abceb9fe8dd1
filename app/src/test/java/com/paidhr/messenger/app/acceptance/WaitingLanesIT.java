package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an administrator sees of lanes that wait, and of the nodes. */
class WaitingLanesIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static RunningMessenger messenger = RunningMessenger.shared();

  @BeforeAll
  static void start() {
    messenger = RunningMessenger.with().start();
  }

  @AfterAll
  static void stop() {
    messenger.close();
  }

  private static void profile(ApiClient user, Map<String, Object> profile) {
    messenger.admin().put("/admin/network-profiles/user:" + user.userId(), profile).expect(200);
  }

  private static Optional<JsonNode> waiting(ApiClient recipient) {
    for (JsonNode lane :
        messenger.admin().get("/admin/queue/delayed?limit=200").expect(200).at("/items")) {
      if (lane.path("recipientId").asText().equals(recipient.userId())) {
        return Optional.of(lane);
      }
    }
    return Optional.empty();
  }

  @Test
  void saysWhichLanesWaitAndWhy() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient slow = messenger.newUser("slow");
    ApiClient lost = messenger.newUser("lost");
    profile(slow, Map.of("latency", Map.of("distribution", "FIXED", "meanMs", 300_000)));
    profile(lost, Map.of("loss", 1.0));
    String room = ann.privateWith(slow);

    String first = ann.send(room, "Long under way").path("id").asText();
    ann.send(room, "Waits behind it");
    ann.send(ann.privateWith(lost), "Never there");

    await()
        .atMost(LONG)
        .untilAsserted(() -> {
          JsonNode lane = waiting(slow).orElseThrow();
          assertThat(lane.path("reason").asText()).isEqualTo("UNDER_WAY");
          assertThat(lane.path("waitingMessages").asInt()).isEqualTo(2);
          assertThat(lane.path("messageId").asText()).isEqualTo(first);
          assertThat(lane.path("conversationId").asText()).isEqualTo(room);
          assertThat(lane.path("simulated").asBoolean()).isTrue();
          assertThat(Instant.parse(lane.path("dueAt").asText())).isAfter(Instant.now());
        });
    await()
        .atMost(LONG)
        .until(() ->
            waiting(lost)
                .filter(lane -> lane.path("reason").asText().equals("RETRY"))
                .filter(lane -> lane.path("attempt").asInt() > 1)
                .filter(lane -> lane.path("spentMs").asLong() >= 0)
                .isPresent());
  }

  @Test
  void showsWhatTheSimulatorDidLast() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient lost = messenger.newUser("unlucky");
    profile(lost, Map.of("loss", 1.0, "latency", Map.of("distribution", "FIXED", "meanMs", 5)));
    String message = ann.send(ann.privateWith(lost), "Never there").path("id").asText();

    await()
        .atMost(LONG)
        .untilAsserted(() -> {
          JsonNode told = messenger.admin().get("/admin/network-draws").expect(200).json();
          assertThat(told.path("node").asText()).isNotEmpty();
          assertThat(told.path("draws"))
              .hasSizeLessThanOrEqualTo(100)
              .filteredOn(draw -> draw.path("recipientId").asText().equals(lost.userId()))
              .isNotEmpty()
              .allMatch(draw -> draw.path("messageId").asText().equals(message))
              .allMatch(draw -> draw.path("outcome").asText().equals("LOST"))
              .allMatch(draw -> draw.path("latencyMs").asDouble() == 5);
        });
  }

  @Test
  void showsThemPageByPage() {
    ApiClient ann = messenger.newUser("ann");
    List<String> users = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ApiClient user = messenger.newUser("far" + i);
      profile(user, Map.of("latency", Map.of("distribution", "FIXED", "meanMs", 300_000)));
      ann.send(ann.privateWith(user), "Long under way");
      users.add(user.userId());
      await().atMost(LONG).until(() -> waiting(user).isPresent());
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          messenger.admin().get("/admin/queue/delayed?limit=1" + cursor).expect(200).json();
      page.at("/items").forEach(lane -> seen.add(lane.path("recipientId").asText()));
      cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asText();
    } while (!cursor.isEmpty());

    assertThat(seen.stream().filter(users::contains)).containsExactlyInAnyOrderElementsOf(users);
    messenger.admin().get("/admin/queue/delayed?cursor=bm8").expect(400);
    messenger.admin().get("/admin/queue/delayed?limit=201").expect(400);
  }

  @Test
  void saysWhichNodesThereAre() {
    JsonNode page = messenger.admin().get("/admin/nodes").expect(200).json();

    assertThat(page.at("/items")).hasSize(1);
    JsonNode node = page.at("/items/0");
    assertThat(node.path("alive").asBoolean()).isTrue();
    assertThat(node.path("workers").asBoolean()).isTrue();
    assertThat(node.path("version").asText()).isNotBlank();
    assertThat(Instant.parse(node.path("startedAt").asText())).isBefore(Instant.now());
    messenger.admin().get("/admin/nodes?cursor=!").expect(400);
    messenger.newUser("ann").get("/admin/nodes").expect(403);
  }
}
