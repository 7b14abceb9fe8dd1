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

/** What an administrator sees of the queue, as the API document says. */
class QueueNumbersIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Map<String, String> GAUGES =
      Map.of(
          "depth", "depth", "in_flight", "inFlight", "delayed", "delayed", "queue_bytes", "bytes");
  private static final List<String> SUMS = List.of("depth", "inFlight", "delayed", "bytes");

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

  private static JsonNode queue() {
    return messenger.admin().get("/admin/queue").expect(200).json();
  }

  private static double gauge(List<String> scraped, String name, JsonNode partition) {
    String label = "partition=\"" + partition.at("/partition").asText() + "\"";
    return scraped.stream()
        .filter(line -> line.startsWith("messenger_delivery_" + name + "{"))
        .filter(line -> line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .reduce((one, other) -> {
          throw new AssertionError(name + " is there twice for " + label);
        })
        .orElseThrow();
  }

  /** While nothing moves. The gauges are up to a second old, and so the oldest job is younger. */
  private static void gaugesAreAsThisPage() {
    JsonNode before = queue().at("/partitions");
    List<String> scraped =
        messenger.anonymous().get("/metrics").expect(200).text().lines().toList();
    JsonNode after = queue().at("/partitions");
    for (JsonNode now : after) {
      GAUGES.forEach((gauge, field) ->
          assertThat(gauge(scraped, gauge, now)).as(gauge).isEqualTo(now.at("/" + field).asLong()));
      int place = now.at("/partition").asInt();
      assertThat(gauge(scraped, "oldest_age_seconds", now) * 1_000)
          .isBetween(
              before.at("/" + place + "/oldestAgeMs").asDouble() - 1_500,
              now.at("/oldestAgeMs").asDouble() + 1);
    }
  }

  private static void profile(ApiClient user, Map<String, Object> profile) {
    messenger.admin().put("/admin/network-profiles/user:" + user.userId(), profile).expect(200);
  }

  private static void isAsDescribed(JsonNode json, JsonNode schema) {
    assertThat(json.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(
            schema.at("/properties").properties().stream().map(Map.Entry::getKey).toList());
    schema
        .at("/properties")
        .properties()
        .forEach(property -> {
          JsonNode value = json.get(property.getKey());
          boolean fits =
              switch (property.getValue().path("type").asText()) {
                case "integer" -> value.isIntegralNumber();
                case "boolean" -> value.isBoolean();
                case "array" -> value.isArray();
                case "object" -> value.isObject();
                default -> false;
              };
          assertThat(fits).as("%s is %s", property, value).isTrue();
        });
  }

  @Test
  void hasTheFieldsThatAreDocumented() {
    JsonNode schemas = OpenApiDocument.of(messenger).json().at("/components/schemas");
    JsonNode queue = queue();

    isAsDescribed(queue, schemas.get("DeliveryQueue"));
    assertThat(queue.at("/partitions")).isNotEmpty();
    queue
        .at("/partitions")
        .forEach(partition -> isAsDescribed(partition, schemas.get("DeliveryPartition")));
    assertThat(queue.at("/breakers").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder("publish", "inbox");
    assertThat(queue.at("/breakers")).allMatch(state -> state.asText().equals("CLOSED"));
  }

  @Test
  void countsWhatWaitsWhatIsDelayedAndWhatIsDead() {
    ApiClient ann = messenger.newUser("ann");
    ApiClient slow = messenger.newUser("slow");
    ApiClient lost = messenger.newUser("lost");
    ApiClient bob = messenger.newUser("bob");
    profile(slow, Map.of("latency", Map.of("distribution", "FIXED", "meanMs", 300_000)));
    profile(lost, Map.of("loss", 1.0));
    long dead = queue().at("/dead").asLong();

    ann.send(ann.privateWith(slow), "Long under way");
    ann.send(ann.privateWith(lost), "Never there");

    await().atMost(LONG).until(() -> queue().at("/delayed").asLong() == 1);
    await().atMost(LONG).until(() -> queue().at("/dead").asLong() == dead + 1);
    await().atMost(LONG).until(() -> queue().at("/inFlight").asLong() == 0);
    assertThat(queue().at("/depth").asLong()).isZero();
    assertThat(queue().at("/oldestAgeMs").asLong()).isZero();

    messenger.admin().post("/admin/queue/pause").expect(200);
    String room = ann.privateWith(bob);
    await()
        .atMost(LONG)
        .until(() -> {
          ann.send(room, "Waits");
          return queue().at("/depth").asLong() >= 3;
        });
    await().atMost(LONG).until(() -> queue().at("/oldestAgeMs").asLong() >= 2_000);
    JsonNode waiting = queue();
    assertThat(waiting.at("/paused").asBoolean()).isTrue();
    assertThat(waiting.at("/bytes").asLong()).isPositive();
    for (String field : SUMS) {
      long sum = 0;
      for (JsonNode partition : waiting.at("/partitions")) {
        sum += partition.at("/" + field).asLong();
      }
      assertThat(waiting.at("/" + field).asLong()).as(field).isEqualTo(sum);
    }
    await().atMost(LONG).untilAsserted(QueueNumbersIT::gaugesAreAsThisPage);
    messenger.admin().post("/admin/queue/resume").expect(200);
    await().atMost(LONG).until(() -> queue().at("/depth").asLong() == 0);
    await().atMost(LONG).until(() -> queue().at("/oldestAgeMs").asLong() == 0);
  }
}
