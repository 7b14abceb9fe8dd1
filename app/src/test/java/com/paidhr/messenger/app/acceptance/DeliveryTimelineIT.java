package com.paidhr.messenger.app.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.delivery.network.Attempt;
import com.paidhr.messenger.delivery.network.Draw;
import com.paidhr.messenger.delivery.network.Latency;
import com.paidhr.messenger.delivery.network.Latency.Distribution;
import com.paidhr.messenger.delivery.network.NetworkConditions;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a sender sees of the way of a message through a bad network. */
class DeliveryTimelineIT {
  private static final long SEED = 42;
  private static final NetworkConditions LOSSY =
      NetworkConditions.of(
          new NetworkProfile(
              null,
              new Latency(Distribution.UNIFORM, 5.0, 60.0, null, null),
              0.5,
              null,
              null,
              null,
              null,
              SEED,
              null),
          Instant.EPOCH);

  private static RunningMessenger messenger = RunningMessenger.shared();

  @BeforeAll
  static void startWithShortRetries() {
    messenger = RunningMessenger.with().env("DELIVERY_BACKOFF_BASE", "PT0.02S").start();
  }

  @AfterAll
  static void stop() {
    messenger.close();
  }

  private static Draw draw(String message, ApiClient recipient, int attempt) {
    return LOSSY.draw(
        new Attempt(MessageId.fromString(message), new UserId(recipient.userId()), attempt),
        Instant.now());
  }

  /** How many attempts the message needs, by the simulator asked beforehand. */
  private static int needed(String message, ApiClient recipient) {
    return IntStream.rangeClosed(1, 6)
        .filter(attempt -> draw(message, recipient, attempt).arrives())
        .findFirst()
        .orElse(7);
  }

  private static String text(JsonNode entry, String field) {
    return entry.path(field).asText("");
  }

  private static List<JsonNode> timeline(ApiClient client, String message) {
    return client.get("/messages/" + message + "/timeline").expect(200).items();
  }

  @Test
  void showsEachAttemptAsTheSeedDrawsIt() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient bob = messenger.newUser("bob");
    messenger
        .admin()
        .put(
            "/admin/network-profiles/user:" + bob.userId(),
            Map.of(
                "loss",
                0.5,
                "latency",
                Map.of("distribution", "UNIFORM", "minMs", 5, "maxMs", 60),
                "seed",
                SEED))
        .expect(200);
    String room = ann.privateWith(bob);
    List<String> sent = new ArrayList<>();
    while (sent.stream().noneMatch(id -> needed(id, bob) >= 3 && needed(id, bob) <= 6)) {
      sent.add(ann.send(room, "Number " + sent.size()).at("/id").asText());
      assertThat(sent).hasSizeLessThan(200);
    }
    String message = sent.getLast();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            timeline(ann, message).stream()
                .anyMatch(entry -> text(entry, "event").equals("delivered")));
    bob.post("/messages/" + message + "/read").expect(200);

    List<JsonNode> entries = timeline(ann, message);

    assertThat(entries).extracting(entry -> Instant.parse(text(entry, "at"))).isSorted();
    List<String> events = entries.stream().map(entry -> text(entry, "event")).toList();
    assertThat(events).startsWith("accepted").endsWith("read");
    assertThat(events)
        .containsOnlyOnce("accepted", "queued", "distributed", "delivered", "read")
        .containsSubsequence("accepted", "queued", "distributed")
        .containsSubsequence("attempt", "delivered", "read");
    List<JsonNode> attempts =
        entries.stream().filter(entry -> text(entry, "event").equals("attempt")).toList();
    assertThat(attempts)
        .extracting(entry -> entry.at("/attempt").asInt())
        .isEqualTo(IntStream.rangeClosed(1, needed(message, bob)).boxed().toList());
    attempts.forEach(entry -> isAsDrawn(entry, message, bob));
  }

  private static void isAsDrawn(JsonNode entry, String message, ApiClient recipient) {
    Draw draw = draw(message, recipient, entry.at("/attempt").asInt());
    assertThat(text(entry, "userId")).isEqualTo(recipient.userId());
    assertThat(text(entry, "worker")).isNotBlank();
    assertThat(text(entry, "outcome")).isEqualTo(draw.verdict().name());
    assertThat(entry.at("/latencyMs").asDouble()).isEqualTo(draw.latency().toNanos() / 1e6);
    assertThat(entry.at("/simulated").asBoolean()).isTrue();
    assertThat(entry.path("error").asText(null))
        .isEqualTo(draw.arrives() ? null : draw.verdict().words());
  }
}
