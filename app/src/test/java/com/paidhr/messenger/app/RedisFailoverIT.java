package com.paidhr.messenger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RedisCluster;
import com.paidhr.messenger.testsupport.RedisGroup;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.TestStores;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service on Redis with Sentinels and on a Redis Cluster, each losing a master under load. */
@Timeout(180)
class RedisFailoverIT {
  private static final int EACH = 60;

  @TempDir Path folder;

  @Test
  void sendsAndDeliversThroughAFailoverBySentinels() {
    try (var group = RedisGroup.start(folder, 1);
        var messenger = messenger(group.uri())) {
      RedisServer old = group.master();
      losesNothing(
          messenger,
          () -> {
            old.kill();
            return () -> group.awaitMasterOtherThan(old);
          });
    }
  }

  @Test
  void sendsAndDeliversThroughTheLossOfAMasterOfACluster() {
    try (var cluster = RedisCluster.startWithReplicas(folder);
        var messenger = messenger(cluster.uri())) {
      RedisServer old = cluster.masterOf("{delivery:0}:jobs");
      losesNothing(
          messenger,
          () -> {
            old.kill();
            return () -> cluster.awaitMasterOtherThan(old, "{delivery:0}:jobs");
          });
    }
  }

  /** Breaks Redis; what it returns waits until Redis has mended itself. */
  private interface Fault {
    Runnable strike();
  }

  private static void losesNothing(RunningMessenger messenger, Fault fault) {
    var ann = messenger.newUser("ann");
    var bob = messenger.newUser("bob");
    List<String> rooms =
        List.of(ann.group("One", bob), ann.group("Two", bob), ann.privateWith(bob));
    send(ann, rooms);
    awaitDelivered(bob, rooms);

    send(ann, rooms);
    Runnable mended = fault.strike();
    send(ann, rooms);
    mended.run();
    send(ann, rooms);

    awaitDelivered(bob, rooms);
    for (String room : rooms) {
      assertThat(bob.history(room))
          .extracting(message -> message.at("/seq").asLong())
          .isEqualTo(LongStream.rangeClosed(1, 4L * EACH / rooms.size()).boxed().toList());
    }
    JsonNode ready = messenger.anonymous().get("/health/ready").expect(200).json();
    assertThat(ready.toString()).contains("\"answers\":true");
  }

  private static void send(ApiClient sender, List<String> rooms) {
    for (int i = 0; i < EACH; i++) {
      sender.send(rooms.get(i % rooms.size()), "Message " + i);
    }
  }

  private static void awaitDelivered(ApiClient reader, List<String> rooms) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(() -> {
          for (String room : rooms) {
            assertThat(reader.history(room))
                .isNotEmpty()
                .allSatisfy(
                    message -> assertThat(message.at("/status").asText()).isEqualTo("DELIVERED"));
          }
        });
  }

  private static RunningMessenger messenger(URI redis) {
    return RunningMessenger.with()
        .env("MONGODB_URI", TestStores.mongoUri())
        .env("MONGODB_DATABASE", TestStores.freshDatabase())
        .env("REDIS_URI", redis.toString())
        .start();
  }
}
