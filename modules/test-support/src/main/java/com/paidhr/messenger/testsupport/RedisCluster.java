package com.paidhr.messenger.testsupport;

import com.paidhr.messenger.embeddedstore.EmbeddedRedisSettings;
import com.paidhr.messenger.embeddedstore.EmbeddedStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * A Redis Cluster of three masters, each with a third of the slots, and on demand a replica for
 * each, all as processes of one test's own. A replica takes over about three seconds after its
 * master stopped answering; without one, the whole cluster refuses commands until the master is
 * back, as is Redis' default. {@link #start} returns when every member calls the cluster complete.
 */
public final class RedisCluster implements AutoCloseable {
  private static final int MASTERS = 3;
  private static final int SLOTS = 16_384;
  private static final int PORT_ATTEMPTS = 5;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<RedisServer> servers = new ArrayList<>();

  private RedisCluster() {}

  /** Starts three masters in {@code folder}. */
  public static RedisCluster start(Path folder) {
    return start(folder, 0);
  }

  /** Starts three masters and a replica for each in {@code folder}. */
  public static RedisCluster startWithReplicas(Path folder) {
    return start(folder, MASTERS);
  }

  private static RedisCluster start(Path folder, int replicas) {
    var cluster = new RedisCluster();
    try {
      cluster.startAll(folder, MASTERS + replicas);
      return cluster;
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private void startAll(Path folder, int members) {
    List<Integer> busPorts = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      busPorts.add(startOne(folder.resolve("cluster-" + i)));
    }
    for (int i = 0; i < members; i++) {
      try (Jedis jedis = servers.get(i).connect()) {
        jedis.sendCommand(Command.CLUSTER, "SET-CONFIG-EPOCH", "" + (i + 1));
        if (i < MASTERS) {
          jedis.sendCommand(
              Command.CLUSTER,
              "ADDSLOTSRANGE",
              "" + SLOTS * i / MASTERS,
              "" + (SLOTS * (i + 1) / MASTERS - 1));
        }
        for (int other = 0; other < i; other++) {
          jedis.sendCommand(
              Command.CLUSTER,
              "MEET",
              "127.0.0.1",
              "" + servers.get(other).port(),
              "" + busPorts.get(other));
        }
      }
    }
    until(() -> servers.stream().allMatch(server -> isComplete(server, members)));
    for (int i = MASTERS; i < members; i++) {
      replicate(servers.get(i), servers.get(i - MASTERS));
    }
    until(() -> servers.stream().skip(MASTERS).allMatch(server -> isReplicaInStep(server)));
  }

  /** Starts a member and returns the port on which it talks to the others. */
  private int startOne(Path folder) {
    for (int attempt = 1; ; attempt++) {
      int busPort = freePort();
      var lines =
          List.of(
              "cluster-enabled yes",
              "cluster-config-file nodes.conf",
              "cluster-port " + busPort,
              "cluster-node-timeout 2000",
              "cluster-replica-validity-factor 0",
              "repl-diskless-sync-delay 0");
      var settings = EmbeddedRedisSettings.defaults().with(lines);
      var shared = servers.isEmpty() ? settings : settings.running(servers.getFirst().binary());
      try {
        servers.add(RedisServer.start(folder, () -> shared));
        return busPort;
      } catch (EmbeddedStoreException e) {
        // Somebody may have taken the second port meanwhile.
        if (attempt == PORT_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isComplete(RedisServer server, int members) {
    try (Jedis jedis = server.connect()) {
      List<String> info = jedis.clusterInfo().lines().toList();
      return info.contains("cluster_state:ok")
          && info.contains("cluster_known_nodes:" + members)
          && info.contains("cluster_slots_ok:" + SLOTS)
          && jedis.clusterNodes().lines().noneMatch(line -> line.contains("handshake"));
    }
  }

  private static void replicate(RedisServer replica, RedisServer master) {
    String id;
    try (Jedis jedis = master.connect()) {
      id = jedis.clusterMyId();
    }
    until(() -> {
      try (Jedis jedis = replica.connect()) {
        return jedis.clusterReplicate(id).equals("OK");
      }
    });
  }

  /** The replica has its master's data, and every member knows that it is one. */
  private boolean isReplicaInStep(RedisServer replica) {
    try (Jedis jedis = replica.connect()) {
      String id = jedis.clusterMyId();
      return jedis.info("replication").contains("master_link_status:up")
          && servers.stream().allMatch(server -> takesForReplica(server, id));
    }
  }

  private static boolean takesForReplica(RedisServer server, String id) {
    try (Jedis jedis = server.connect()) {
      return jedis
          .clusterNodes()
          .lines()
          .anyMatch(line -> line.startsWith(id) && line.contains("slave"));
    }
  }

  private static void until(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(JedisException.class)
        .until(condition);
  }

  /** The address for {@code REDIS_URI}: the first three members. */
  public URI uri() {
    return URI.create(
        servers.stream()
            .limit(MASTERS)
            .map(server -> "127.0.0.1:" + server.port())
            .collect(Collectors.joining(",", "redis-cluster://", "")));
  }

  /** All members; the first three began as masters, the others as their replicas in turn. */
  public List<RedisServer> servers() {
    return List.copyOf(servers);
  }

  /** The master that has a key now, as a member that answers knows. */
  public RedisServer masterOf(String key) {
    int slot = JedisClusterCRC16.getSlot(key);
    for (RedisServer server : servers) {
      try (Jedis jedis = server.connect()) {
        return masterOf(slot, jedis.clusterSlots());
      } catch (JedisException e) {
        // Another member knows it, too.
      }
    }
    throw new IllegalStateException("No member answers");
  }

  private RedisServer masterOf(int slot, List<Object> ranges) {
    for (Object each : ranges) {
      List<?> range = (List<?>) each;
      if ((Long) range.get(0) <= slot && slot <= (Long) range.get(1)) {
        Object port = ((List<?>) range.get(2)).get(1);
        return servers.stream()
            .filter(server -> port.equals((long) server.port()))
            .findFirst()
            .orElseThrow();
      }
    }
    throw new IllegalStateException("Nobody has slot " + slot);
  }

  /** Waits until another member than {@code old} has the key; returns that. */
  public RedisServer awaitMasterOtherThan(RedisServer old, String key) {
    until(() -> masterOf(key) != old);
    return masterOf(key);
  }

  /** Waits until every live member serves all slots again. */
  public void awaitComplete() {
    until(() ->
        servers.stream()
            .filter(RedisServer::isAlive)
            .allMatch(server -> isComplete(server, servers.size())));
  }

  /** Kills all processes. */
  @Override
  public void close() {
    servers.forEach(RedisServer::kill);
  }
}
