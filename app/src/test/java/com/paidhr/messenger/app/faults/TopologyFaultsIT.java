package com.paidhr.messenger.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.EventStream;
import com.paidhr.messenger.testsupport.RedisCluster;
import com.paidhr.messenger.testsupport.RedisGroup;
import com.paidhr.messenger.testsupport.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same promises where Redis is several servers. */
class TopologyFaultsIT {
  @TempDir Path folder;

  @Test
  void surviveASentinelFailover() throws Exception {
    try (RedisGroup group = RedisGroup.start(folder, 1);
        Stage stage = Stage.on(group.uri(), Trial.seed())) {
      Trial.run(
          stage,
          new Cast(stage.nodes),
          "Sentinel failover",
          trial -> {
            trial.redisForgets();
            RedisServer master = group.master();
            master.kill();
            group.awaitMasterOtherThan(master);
            trial.last(Duration.ofSeconds(3));
            master.restart();
            trial.last(Duration.ofSeconds(2));
          });
    }
  }

  @Test
  void surviveAClusterWithoutOneMaster() throws Exception {
    try (RedisCluster cluster = RedisCluster.startWithReplicas(folder);
        Stage stage = Stage.on(cluster.uri(), Trial.seed())) {
      Trial.run(
          stage,
          new Cast(stage.nodes),
          "one Cluster master down",
          trial -> {
            trial.redisForgets();
            String key = "{delivery:" + trial.random().nextInt(4) + "}:jobs";
            RedisServer master = cluster.masterOf(key);
            master.kill();
            cluster.awaitMasterOtherThan(master, key);
            trial.last(Duration.ofSeconds(3));
            master.restart();
            cluster.awaitComplete();
            trial.last(Duration.ofSeconds(2));
          });
    }
  }

  /**
   * Soon after the inbox has it, however long that takes a queue whose server is gone. By signals:
   * heartbeats, which would make up for lost ones, are further apart than this waits. A replica's
   * inbox is another life of it, so what it got before it was read again is told of by a gap.
   */
  @Test
  void tellsSoonAgainBehindAClusterFailover() throws Exception {
    try (RedisCluster cluster = RedisCluster.startWithReplicas(folder);
        Stage stage = Stage.on(cluster.uri(), Trial.seed())) {
      ApiClient ann = stage.nodes.getFirst().newUser("ann");
      ApiClient bob = stage.nodes.getFirst().newUser("bob");
      String room = ann.privateWith(bob);
      try (EventStream stream = EventStream.of(bob.through(stage.nodes.getLast()::url))) {
        ann.send(room, "before");
        awaitSoon(stream, event -> isOf(event, "before"));
        String key = "{user:" + bob.userId() + "}:inbox";
        RedisServer master = cluster.masterOf(key);
        master.kill();
        cluster.awaitMasterOtherThan(master, key);

        deliver(ann, room, "amid");
        awaitSoon(stream, event -> isOf(event, "amid") || isGap(event));
        deliver(ann, room, "after");
        awaitSoon(stream, event -> isOf(event, "after"));
      }
    }
  }

  private static void deliver(ApiClient sender, String room, String words) {
    String message = sender.send(room, words).at("/id").asText();
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> sender.get("/messages/" + message).at("/status").asText().equals("DELIVERED"));
  }

  private static boolean isOf(JsonNode event, String words) {
    return event.at("/type").asText().equals("message.created")
        && event.at("/message/body").asText().equals(words);
  }

  private static boolean isGap(JsonNode event) {
    return event.at("/type").asText().equals("gap");
  }

  private static void awaitSoon(EventStream stream, Predicate<JsonNode> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(stream.events()).anyMatch(condition));
  }
}
