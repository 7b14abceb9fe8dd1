package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.testsupport.Answer;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TcpProxy;
import com.paidhr.messenger.testsupport.TestStores;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** The service goes on as far as it can while a store is away, and recovers without a restart. */
class StoresAwayIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final String OPENED =
      "breaker_changes_total{breaker=\"publish\",mp_scope=\"application\",to=\"OPEN\",}";

  @TempDir private Path folder;

  private static boolean isMetered(RunningMessenger messenger, String metric, String value) {
    return messenger
        .anonymous()
        .get("/metrics")
        .expect(200)
        .text()
        .lines()
        .anyMatch(line -> line.startsWith("messenger_delivery_" + metric) && line.endsWith(value));
  }

  private static void awaitAllDelivered(ApiClient reader, String room, int messages) {
    await()
        .atMost(LONG)
        .untilAsserted(() ->
            assertThat(reader.history(room))
                .hasSize(messages)
                .allMatch(message -> message.at("/status").asText().equals("DELIVERED")));
  }

  @Test
  void acceptsMessagesWithoutRedisAndDeliversThemWhenItIsBack() {
    try (RedisServer redis = RedisServer.start(folder);
        RunningMessenger messenger =
            RunningMessenger.with()
                .env("MONGODB_URI", TestStores.mongoUri())
                .env("MONGODB_DATABASE", TestStores.freshDatabase())
                .env("REDIS_URI", redis.uri().toString())
                .start()) {
      ApiClient ann = messenger.newUser("ann");
      ApiClient bob = messenger.newUser("bob");
      String room = ann.privateWith(bob);
      ann.send(room, "Before");
      awaitAllDelivered(bob, room, 1);
      long pid = messenger.process().pid();

      redis.kill();
      int sent = 1;
      for (; sent < 20; sent++) {
        ann.send(room, "Without Redis " + sent);
      }
      while (!isMetered(messenger, "breaker_open{breaker=\"publish\"", " 1.0")) {
        ann.send(room, "Until the breaker opens " + sent);
        sent++;
        assertThat(sent).isLessThan(2_000);
      }

      Answer ready = messenger.anonymous().get("/health/ready").expect(200);
      assertThat(ready.text()).contains("degraded");
      assertThat(isMetered(messenger, OPENED, " 1.0")).isTrue();
      assertThat(messenger.log()).contains("Circuit breaker publish is OPEN");
      messenger.admin().get("/admin/queue").expect(503);
      redis.restart();

      awaitAllDelivered(bob, room, sent);
      await()
          .atMost(LONG)
          .until(() -> isMetered(messenger, "breaker_open{breaker=\"publish\"", " 0.0"));
      assertThat(messenger.anonymous().get("/health/ready").expect(200).text())
          .doesNotContain("degraded");
      assertThat(messenger.process().pid()).isEqualTo(pid);
    }
  }

  /** Nothing else publishes them again: the redriver looks once an hour. */
  @Test
  void deliversWhatRedisForgotWhenAnAdministratorRebuildsTheQueue() {
    try (RedisServer redis = RedisServer.start(folder);
        RunningMessenger messenger =
            RunningMessenger.with()
                .env("MONGODB_URI", TestStores.mongoUri())
                .env("MONGODB_DATABASE", TestStores.freshDatabase())
                .env("REDIS_URI", redis.uri().toString())
                .env("DELIVERY_REDRIVE_EVERY", "PT1H")
                .env("DELIVERY_REDRIVE_AFTER", "PT1H")
                .start();
        Jedis direct = redis.connect()) {
      ApiClient admin = messenger.admin();
      ApiClient ann = messenger.newUser("ann");
      ApiClient bob = messenger.newUser("bob");
      String room = ann.privateWith(bob);
      ann.send(room, "Before");
      awaitAllDelivered(bob, room, 1);
      admin.post("/admin/queue/pause").expect(200);
      await("no worker waits in a read that it began before the pause")
          .during(Duration.ofMillis(700))
          .until(() -> admin.get("/admin/queue").expect(200).at("/paused").asBoolean());
      for (int i = 1; i <= 3; i++) {
        ann.send(room, "Forgotten " + i);
      }
      await().atMost(LONG).until(() -> admin.get("/admin/queue").at("/depth").asInt() == 3);

      direct.flushAll();

      await("nothing comes by itself")
          .during(Duration.ofSeconds(1))
          .until(() -> bob.history(room).getLast().at("/status").asText().equals("SENT"));
      assertThat(admin.post("/admin/queue/rebuild").expect(200).at("/published").asInt())
          .isGreaterThanOrEqualTo(3);
      awaitAllDelivered(bob, room, 4);
    }
  }

  @Test
  void refusesMessagesWithoutMongoAndGoesOnWhenItIsBack() {
    URI mongo = URI.create(TestStores.mongoUri());
    try (RedisServer redis = RedisServer.start(folder);
        TcpProxy network = TcpProxy.to(mongo.getPort());
        RunningMessenger messenger =
            RunningMessenger.with()
                .env("MONGODB_URI", "mongodb://127.0.0.1:" + network.port())
                .env("MONGODB_DATABASE", TestStores.freshDatabase())
                .env("REDIS_URI", redis.uri().toString())
                .start()) {
      ApiClient ann = messenger.newUser("ann");
      ApiClient bob = messenger.newUser("bob");
      String room = ann.privateWith(bob);
      ann.send(room, "Before");
      awaitAllDelivered(bob, room, 1);

      network.refuse();
      for (int i = 0; i < 3; i++) {
        Answer refused = ann.send(room, "Without MongoDB", "away-" + i).expect(503);
        assertThat(refused.problem()).isEqualTo("unavailable");
        assertThat(refused.header("Retry-After")).matches("\\d+");
      }
      network.heal();

      await().atMost(LONG).until(() -> ann.send(room, "Back", "back").status() == 201);
      assertThat(bob.history(room))
          .extracting(message -> message.at("/body").asText())
          .containsExactly("Before", "Back");
      for (int i = 0; i < 3; i++) {
        ann.send(room, "Without MongoDB", "away-" + i).expect(201);
      }
      awaitAllDelivered(bob, room, 5);
      assertThat(bob.history(room).stream().map(message -> message.at("/seq").asLong()))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 5).boxed().toList());
      Set<String> ids = new HashSet<>();
      assertThat(bob.history(room)).allMatch(message -> ids.add(message.at("/id").asText()));
    }
  }

  @Test
  void refusesToPublishBeyondItsBytesAndDrainsLater() {
    try (RunningMessenger messenger =
        RunningMessenger.with()
            .env("DELIVERY_MAX_BYTES", "1048576")
            .env("DELIVERY_PARTITIONS", "64")
            .start()) {
      ApiClient admin = messenger.admin();
      ApiClient ann = messenger.newUser("ann");
      ApiClient bob = messenger.newUser("bob");
      String room = ann.privateWith(bob);
      admin.post("/admin/queue/pause").expect(200);
      int sent = 0;
      while (isMetered(messenger, "unpublished_total", " 0.0")) {
        for (int i = 0; i < 50; i++, sent++) {
          ann.send(room, "Into the full queue " + sent);
        }
        assertThat(sent).isLessThan(5_000);
      }

      Answer refused = admin.post("/admin/queue/rebuild").expect(503);
      assertThat(refused.header("Retry-After")).matches("\\d+");
      assertThat(admin.get("/admin/queue").expect(200).at("/bytes").asLong()).isLessThan(2 << 20);
      assertThat(isMetered(messenger, "breaker_open{breaker=\"publish\"", " 0.0")).isTrue();
      admin.post("/admin/queue/resume").expect(200);

      awaitAllDelivered(bob, room, sent);
    }
  }
}
