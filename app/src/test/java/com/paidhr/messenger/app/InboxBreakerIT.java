package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The circuit breaker around the inboxes, while a full Redis hands out jobs and takes nothing. */
class InboxBreakerIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private static double metric(RunningMessenger messenger, String name, String label) {
    return messenger
        .anonymous()
        .get("/metrics")
        .expect(200)
        .text()
        .lines()
        .filter(line -> line.startsWith("messenger_delivery_" + name + "{breaker=\"inbox\""))
        .filter(line -> line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String state(RunningMessenger messenger) {
    return messenger.admin().get("/admin/queue").expect(200).at("/breakers/inbox").asText();
  }

  @Test
  void opensIsSeenAndClosesAgain() {
    try (RedisServer redis = RedisServer.start(folder);
        RunningMessenger messenger =
            RunningMessenger.with()
                .env("MONGODB_URI", TestStores.mongoUri())
                .env("MONGODB_DATABASE", TestStores.freshDatabase())
                .env("REDIS_URI", redis.uri().toString())
                .env("DELIVERY_CLAIM_IDLE_AFTER", "PT0.2S")
                .start();
        Jedis direct = redis.connect()) {
      ApiClient ann = messenger.newUser("ann");
      ApiClient bob = messenger.newUser("bob");
      List<String> rooms =
          List.of(ann.group("One", bob), ann.group("Two", bob), ann.group("Three", bob));
      assertThat(state(messenger)).isEqualTo("CLOSED");
      messenger.admin().post("/admin/queue/pause").expect(200);
      await("no worker waits in a read that it began before the pause")
          .during(Duration.ofMillis(700))
          .until(() -> messenger.admin().get("/admin/queue").expect(200).at("/paused").asBoolean());
      rooms.forEach(room -> ann.send(room, "Waits"));
      await()
          .atMost(LONG)
          .until(() -> messenger.admin().get("/admin/queue").expect(200).at("/depth").asInt() >= 3);

      direct.configSet("maxmemory", "1mb");
      messenger.admin().post("/admin/queue/resume").expect(200);

      await().atMost(LONG).until(() -> metric(messenger, "breaker_changes_total", "OPEN") >= 1);
      await().atMost(LONG).until(() -> state(messenger).equals("OPEN"));
      assertThat(messenger.log()).contains("Circuit breaker inbox is OPEN");
      assertThat(metric(messenger, "breaker_changes_total", "CLOSED")).isZero();
      await().atMost(LONG).until(() -> metric(messenger, "breaker_open", "") == 1);

      direct.configSet("maxmemory", "0");

      await()
          .atMost(LONG)
          .untilAsserted(() ->
              assertThat(rooms)
                  .allSatisfy(room ->
                      assertThat(bob.history(room))
                          .allMatch(
                              message -> message.at("/status").asText().equals("DELIVERED"))));
      await().atMost(LONG).until(() -> state(messenger).equals("CLOSED"));
      assertThat(metric(messenger, "breaker_open", "")).isZero();
      assertThat(metric(messenger, "breaker_changes_total", "CLOSED")).isEqualTo(1);
      assertThat(messenger.log()).contains("Circuit breaker inbox is CLOSED");
    }
  }
}
