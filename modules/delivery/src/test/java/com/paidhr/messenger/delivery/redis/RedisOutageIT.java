package com.paidhr.messenger.delivery.redis;

import static com.paidhr.messenger.delivery.redis.EmptyRedis.BOB;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.ROOM;
import static com.paidhr.messenger.delivery.redis.EmptyRedis.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.RedisCluster;
import com.paidhr.messenger.testsupport.RedisGroup;
import com.paidhr.messenger.testsupport.RedisServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The adapters while servers of a group or of a cluster are lost, replaced and moved. */
@Timeout(120)
class RedisOutageIT {
  private static final List<UserId> USERS =
      IntStream.range(0, 40).mapToObj(i -> new UserId("user" + i)).toList();

  @TempDir Path folder;

  private static RedisDeliveryQueue queue(UnifiedJedis redis) {
    return new RedisDeliveryQueue(redis, redis, 4, 64L << 20, "one", new DueTimers());
  }

  private static List<Appended> append(RedisInboxes inboxes, long upTo) {
    return append(inboxes, USERS, upTo);
  }

  private static List<Appended> append(RedisInboxes inboxes, List<UserId> users, long upTo) {
    return inboxes.append(
        users.stream().map(user -> new Append(ROOM, user, OptionalLong.of(0), 1, upTo)).toList());
  }

  private static List<Job> take(RedisDeliveryQueue queue) {
    List<TakenJob> taken = queue.take(queue.partitionOf(ROOM), 10, Duration.ofMillis(200));
    queue.acknowledge(taken);
    return taken.stream().map(TakenJob::job).toList();
  }

  private static void worksAgain(RedisDeliveryQueue queue, RedisInboxes inboxes, long seq) {
    TestRedis.whenItAnswers(() -> {
      queue.publish(List.of(job(seq)));
      return seq;
    });
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(JedisException.class)
        .until(() -> take(queue).contains(job(seq)));
    assertThat(TestRedis.whenItAnswers(() -> append(inboxes, seq)))
        .allSatisfy(moved ->
            assertThat(moved)
                .isInstanceOfSatisfying(
                    Appended.Moved.class, m -> assertThat(m.after()).isEqualTo(seq)));
    assertThat(
            TestRedis.whenItAnswers(() ->
                inboxes.cursors(USERS.stream().map(user -> new Job.Lane(ROOM, user)).toList())))
        .hasSize(USERS.size())
        .allSatisfy((lane, cursor) -> assertThat(cursor).isEqualTo(seq));
  }

  @Test
  void aNewMasterTakesOverWithGroupAndScriptsAsIfNothingHadHappened() {
    try (var group = RedisGroup.start(folder, 1);
        var redis = TestRedis.connect(group.uri())) {
      var queue = queue(redis);
      var inboxes = new RedisInboxes(redis, InboxSettings.STANDARD);
      worksAgain(queue, inboxes, 1);
      queue.publish(List.of(job(2)));
      RedisServer old = group.master();
      try (Jedis direct = old.connect()) {
        direct.waitReplicas(1, 5_000);
      }

      old.kill();
      group.awaitMasterOtherThan(old);

      assertThat(TestRedis.whenItAnswers(() -> take(queue))).containsExactly(job(2));
      worksAgain(queue, inboxes, 3);

      old.restart();
      await().until(() -> group.replicas().contains(old));
      group.failOver();
      worksAgain(queue, inboxes, 4);
    }
  }

  @Test
  void aPausedMasterIsReplacedAndDoesNoHarmWhenItWakes() {
    try (var group = RedisGroup.start(folder, 1);
        var redis = TestRedis.connect(group.uri())) {
      var queue = queue(redis);
      var inboxes = new RedisInboxes(redis, InboxSettings.STANDARD);
      worksAgain(queue, inboxes, 1);
      RedisServer old = group.master();

      old.pause();
      group.awaitMasterOtherThan(old);
      worksAgain(queue, inboxes, 2);
      old.resume();

      worksAgain(queue, inboxes, 3);
    }
  }

  @Test
  void aClusterThatIsIncompleteRefusesNoLaneOfItsOwn() {
    try (var cluster = RedisCluster.start(folder);
        var redis = TestRedis.connect(cluster.uri())) {
      var queue = queue(redis);
      var inboxes = new RedisInboxes(redis, InboxSettings.STANDARD);
      worksAgain(queue, inboxes, 1);
      RedisServer lost = cluster.masterOf(RedisKeys.inbox(USERS.getFirst()));
      List<UserId> elsewhere =
          USERS.stream().filter(user -> cluster.masterOf(RedisKeys.inbox(user)) != lost).toList();

      lost.kill();

      List<UserId> lostFirst = List.of(USERS.getFirst(), elsewhere.getFirst());
      assertThatThrownBy(() -> append(inboxes, lostFirst, 2)).isInstanceOf(JedisException.class);
      assertThatThrownBy(() -> append(inboxes, 2)).isInstanceOf(JedisException.class);
      assertThatThrownBy(
              () -> inboxes.cursors(USERS.stream().map(user -> new Job.Lane(ROOM, user)).toList()))
          .isInstanceOf(JedisException.class);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() ->
              assertThatThrownBy(() -> append(inboxes, elsewhere, 2))
                  .hasMessageContaining("CLUSTERDOWN"));
      lost.restart();
      cluster.awaitComplete();
      worksAgain(queue, inboxes, 2);
    }
  }

  @Test
  void aReplicaTakesTheSlotsOfALostMaster() {
    try (var cluster = RedisCluster.startWithReplicas(folder);
        var redis = TestRedis.connect(cluster.uri())) {
      var queue = queue(redis);
      var inboxes = new RedisInboxes(redis, InboxSettings.STANDARD);
      worksAgain(queue, inboxes, 1);
      String key = RedisKeys.jobs(queue.partitionOf(ROOM));
      RedisServer lost = cluster.masterOf(key);
      try (Jedis direct = lost.connect()) {
        direct.waitReplicas(1, 5_000);
      }

      lost.kill();
      cluster.awaitMasterOtherThan(lost, key);

      worksAgain(queue, inboxes, 2);
    }
  }

  @Test
  void slotsThatMoveBetweenMastersAreFollowed() {
    try (var cluster = RedisCluster.start(folder);
        var redis = TestRedis.connect(cluster.uri())) {
      var inboxes = new RedisInboxes(redis, InboxSettings.STANDARD);
      var queue = queue(redis);
      worksAgain(queue, inboxes, 1);

      move(cluster, RedisKeys.inbox(USERS.getFirst()));
      move(cluster, RedisKeys.jobs(queue.partitionOf(ROOM)));

      worksAgain(queue, inboxes, 2);
    }
  }

  /** Moves a slot with its keys to another master, as redis-cli --cluster reshard does. */
  private static void move(RedisCluster cluster, String key) {
    int slot = JedisClusterCRC16.getSlot(key);
    RedisServer from = cluster.masterOf(key);
    RedisServer to =
        cluster.servers().stream().filter(server -> server != from).findFirst().orElseThrow();
    try (Jedis source = from.connect();
        Jedis target = to.connect()) {
      target.clusterSetSlotImporting(slot, source.clusterMyId());
      source.clusterSetSlotMigrating(slot, target.clusterMyId());
      List<String> keys = source.clusterGetKeysInSlot(slot, 100);
      for (String each : keys) {
        source.migrate("127.0.0.1", to.port(), each, 0, 2_000);
      }
      String owner = target.clusterMyId();
      for (RedisServer server : List.of(to, from)) {
        try (Jedis jedis = server.connect()) {
          jedis.clusterSetSlotNode(slot, owner);
        }
      }
    }
  }

  @Test
  void aFullServerRefusesNoLaneOfItsOwn() {
    try (var server = RedisServer.start(folder);
        var redis = TestRedis.connect(server.uri())) {
      var inboxes = new RedisInboxes(redis, InboxSettings.STANDARD);
      redis.configSet("maxmemory", "1mb");

      assertThatThrownBy(() -> append(inboxes, 1))
          .isInstanceOf(JedisException.class)
          .hasMessageContaining("OOM");

      redis.configSet("maxmemory", "0");
      assertThat(append(inboxes, 1)).allMatch(moved -> moved instanceof Appended.Moved);
    }
  }

  @Test
  void clientsCanBeMadeWhileNobodyAnswers() {
    for (String address :
        List.of(
            "redis://127.0.0.1:1",
            "redis-sentinel://127.0.0.1:1/m",
            "redis-cluster://127.0.0.1:1")) {
      try (var redis = TestRedis.connect(URI.create(address))) {
        assertThatThrownBy(() -> queue(redis).publish(List.of(job(1))))
            .as(address)
            .isInstanceOf(JedisException.class);
        assertThatThrownBy(() ->
                new RedisInboxes(redis, InboxSettings.STANDARD)
                    .append(List.of(new Append(ROOM, BOB, OptionalLong.of(0), 1, 1))))
            .as(address)
            .isInstanceOf(JedisException.class);
      }
    }
  }

  @Test
  void aClusterClientThatWasMadeTooEarlyFindsTheClusterLater() {
    URI address;
    try (var cluster = RedisCluster.start(folder)) {
      address = cluster.uri();
      cluster.servers().forEach(RedisServer::stop);
      try (var redis = TestRedis.connect(address)) {
        assertThatThrownBy(() -> redis.get("key")).isInstanceOf(JedisException.class);
        cluster.servers().forEach(RedisServer::restart);
        cluster.awaitComplete();

        worksAgain(queue(redis), new RedisInboxes(redis, InboxSettings.STANDARD), 1);
      }
    }
  }

  @Test
  void aSentinelClientThatWasMadeTooEarlyFindsTheMasterLater() {
    try (var group = RedisGroup.start(folder, 1)) {
      group.sentinels().forEach(RedisServer::stop);
      try (var redis = TestRedis.connect(group.uri())) {
        assertThatThrownBy(() -> redis.get("key")).isInstanceOf(JedisException.class);
        group.sentinels().forEach(RedisServer::restart);

        worksAgain(queue(redis), new RedisInboxes(redis, InboxSettings.STANDARD), 1);
      }
    }
  }
}
