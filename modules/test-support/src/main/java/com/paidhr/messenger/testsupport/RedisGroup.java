package com.paidhr.messenger.testsupport;

import com.paidhr.messenger.embeddedstore.EmbeddedRedisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis master with replicas, watched by three Sentinels, all as processes of one test's own. The
 * Sentinels agree on a new master about two seconds after the old one stopped answering. {@link
 * #start} returns when they know each other and the replicas have caught up.
 *
 * <pre>{@code
 * try (var group = RedisGroup.start(folder, 1)) {
 *   var settings = new RedisSettings(group.uri(), Duration.ofSeconds(2), 8);
 *   group.master().kill();      // or pause()
 *   group.awaitMasterOtherThan(old);
 *   old.restart();              // comes back as a replica
 * }
 * }</pre>
 */
public final class RedisGroup implements AutoCloseable {
  /** What the Sentinels call the group. */
  public static final String NAME = "messenger";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final List<RedisServer> servers = new ArrayList<>();
  private final List<RedisServer> sentinels = new ArrayList<>();

  private RedisGroup() {}

  /** Starts a master with {@code replicas} replicas and three Sentinels in {@code folder}. */
  public static RedisGroup start(Path folder, int replicas) {
    var group = new RedisGroup();
    try {
      group.startAll(folder, replicas);
      return group;
    } catch (RuntimeException | Error e) {
      group.close();
      throw e;
    }
  }

  private void startAll(Path folder, int replicas) {
    var first = RedisServer.start(folder.resolve("redis-0"), () -> settings(0));
    servers.add(first);
    for (int i = 1; i <= replicas; i++) {
      int mine = i;
      servers.add(RedisServer.start(folder.resolve("redis-" + i), () -> settings(mine)));
    }
    until(() -> ("" + replicas).equals(info(first).get("connected_slaves")));
    Path sentinel = sentinelBinary(folder, first.binary());
    for (int i = 0; i < 3; i++) {
      sentinels.add(
          RedisServer.start(
              folder.resolve("sentinel-" + i),
              () -> EmbeddedRedisSettings.defaults().running(sentinel).with(watching(first))));
    }
    until(() -> sentinels.stream().allMatch(s -> knows(s, replicas)));
  }

  /** A server starts as what the Sentinels take it for: as replica of their master, if any. */
  private EmbeddedRedisSettings settings(int number) {
    var lines = new ArrayList<>(List.of("repl-diskless-sync-delay 0", "repl-timeout 10"));
    if (number > 0 || servers.size() > 1) {
      RedisServer master = sentinels.isEmpty() ? servers.getFirst() : master();
      if (servers.size() <= number || servers.get(number) != master) {
        lines.add("replicaof 127.0.0.1 " + master.port());
      }
    }
    var settings = EmbeddedRedisSettings.defaults().with(lines);
    return servers.isEmpty() ? settings : settings.running(servers.getFirst().binary());
  }

  private static List<String> watching(RedisServer master) {
    return List.of(
        "sentinel monitor " + NAME + " 127.0.0.1 " + master.port() + " 2",
        "sentinel down-after-milliseconds " + NAME + " 1000",
        "sentinel failover-timeout " + NAME + " 3000");
  }

  /** Redis is a Sentinel when it is called so. */
  private static Path sentinelBinary(Path folder, Path server) {
    try {
      return Files.createSymbolicLink(folder.toAbsolutePath().resolve("redis-sentinel"), server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean knows(RedisServer sentinel, int replicas) {
    try (Jedis jedis = sentinel.connect()) {
      Map<String, String> master = jedis.sentinelMasters().getFirst();
      return "2".equals(master.get("num-other-sentinels"))
          && jedis.sentinelReplicas(NAME).stream()
                  .filter(replica -> "slave".equals(replica.get("flags")))
                  .filter(replica -> "ok".equals(replica.get("master-link-status")))
                  .count()
              == replicas;
    }
  }

  private static Map<String, String> info(RedisServer server) {
    try (Jedis jedis = server.connect()) {
      return jedis
          .info("replication")
          .lines()
          .map(line -> line.split(":", 2))
          .filter(pair -> pair.length == 2)
          .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
  }

  private static void until(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(JedisException.class)
        .until(condition);
  }

  /** The address for {@code REDIS_URI}: the three Sentinels. */
  public URI uri() {
    return URI.create(
        sentinels.stream()
            .map(sentinel -> "127.0.0.1:" + sentinel.port())
            .collect(Collectors.joining(",", "redis-sentinel://", "/" + NAME)));
  }

  /** The servers with data; which of them is the master changes. */
  public List<RedisServer> servers() {
    return List.copyOf(servers);
  }

  /** The three Sentinels. */
  public List<RedisServer> sentinels() {
    return List.copyOf(sentinels);
  }

  /** The server that the first Sentinel that answers takes for the master now. */
  public RedisServer master() {
    for (RedisServer sentinel : sentinels) {
      try (Jedis jedis = sentinel.connect()) {
        int port = Integer.parseInt(jedis.sentinelGetMasterAddrByName(NAME).get(1));
        return servers.stream().filter(server -> server.port() == port).findFirst().orElseThrow();
      } catch (JedisException e) {
        // Another Sentinel knows it, too.
      }
    }
    throw new IllegalStateException("No Sentinel answers");
  }

  /** The servers that are not the master now. */
  public List<RedisServer> replicas() {
    RedisServer master = master();
    return servers.stream().filter(server -> server != master).toList();
  }

  /** Waits until all live Sentinels name another master and it takes writes; returns that. */
  public RedisServer awaitMasterOtherThan(RedisServer old) {
    until(() -> master() != old && "master".equals(info(master()).get("role")));
    return master();
  }

  /** Makes a replica, once one is fit, the master while the old one is there; returns it. */
  public RedisServer failOver() {
    RedisServer old = master();
    until(() -> {
      try (Jedis jedis = sentinels.getFirst().connect()) {
        return jedis.sentinelFailover(NAME).equals("OK");
      }
    });
    return awaitMasterOtherThan(old);
  }

  /** Kills all processes. */
  @Override
  public void close() {
    sentinels.forEach(RedisServer::kill);
    servers.forEach(RedisServer::kill);
  }
}
