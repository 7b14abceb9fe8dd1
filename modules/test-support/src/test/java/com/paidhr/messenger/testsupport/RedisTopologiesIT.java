package com.paidhr.messenger.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

@Timeout(120)
class RedisTopologiesIT {

  @TempDir Path folder;

  private static UnifiedJedis client(URI uri) {
    return RedisConnection.connect(new RedisSettings(uri, Duration.ofSeconds(1), 8));
  }

  private static void awaitValue(UnifiedJedis redis, String key, String value) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(JedisException.class)
        .untilAsserted(() -> assertThat(redis.get(key)).isEqualTo(value));
  }

  private static void set(UnifiedJedis redis, String key, String value) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(JedisException.class)
        .until(() -> redis.set(key, value).equals("OK"));
  }

  @Test
  void aReplicaTakesOverFromAKilledMasterWhichComesBackAsReplica() {
    try (var group = RedisGroup.start(folder, 2);
        var redis = client(group.uri())) {
      RedisServer old = group.master();
      redis.set("before", "1");
      old.connect().waitReplicas(2, 5_000);

      old.kill();
      RedisServer next = group.awaitMasterOtherThan(old);
      set(redis, "after", "2");
      old.restart();

      assertThat(next).isNotSameAs(old);
      assertThat(redis.get("before")).isEqualTo("1");
      assertThat(group.replicas()).contains(old).hasSize(2);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptionsInstanceOf(JedisException.class)
          .untilAsserted(() -> {
            try (var direct = old.connect()) {
              assertThat(direct.info("replication")).contains("role:slave");
              assertThat(direct.get("after")).isEqualTo("2");
            }
          });
    }
  }

  @Test
  void sentinelsFailOverOnDemandAndWhenTheMasterIsPaused() {
    try (var group = RedisGroup.start(folder, 1);
        var redis = client(group.uri())) {
      RedisServer first = group.master();

      RedisServer second = group.failOver();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> group.replicas().equals(List.of(first)));
      set(redis, "key", "on demand");

      awaitValue(redis, "key", "on demand");

      second.pause();
      assertThat(group.awaitMasterOtherThan(second)).isSameAs(first);
      set(redis, "key", "paused");
      second.resume();
      awaitValue(redis, "key", "paused");
    }
  }

  @Test
  void aClusterServesEveryKeyFromThreeMastersAndRefusesWhileOneIsDown() {
    try (var cluster = RedisCluster.start(folder);
        var redis = client(cluster.uri())) {
      for (int i = 0; i < 100; i++) {
        redis.set("key" + i, "" + i);
      }
      assertThat(cluster.servers())
          .hasSize(3)
          .allSatisfy(server -> {
            try (var direct = server.connect()) {
              assertThat(direct.dbSize()).isBetween(10L, 90L);
            }
          });

      RedisServer owner = cluster.masterOf("key1");
      owner.kill();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThatThrownBy(() -> redis.get("key1")).isInstanceOf(JedisException.class));
      owner.restart();
      cluster.awaitComplete();

      awaitValue(redis, "key1", "1");
    }
  }

  @Test
  void aReplicaTakesOverTheSlotsOfAKilledClusterMaster() {
    try (var cluster = RedisCluster.startWithReplicas(folder);
        var redis = client(cluster.uri())) {
      RedisServer owner = cluster.masterOf("key");
      redis.set("key", "kept");
      owner.connect().waitReplicas(1, 5_000);

      owner.kill();
      RedisServer next = cluster.awaitMasterOtherThan(owner, "key");
      awaitValue(redis, "key", "kept");
      owner.restart();
      cluster.awaitComplete();

      assertThat(cluster.servers().indexOf(next)).isEqualTo(cluster.servers().indexOf(owner) + 3);
      assertThat(cluster.masterOf("key")).isSameAs(next);
    }
  }
}
