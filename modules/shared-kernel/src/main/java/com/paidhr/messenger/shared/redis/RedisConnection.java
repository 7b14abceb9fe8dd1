package com.paidhr.messenger.shared.redis;

import com.paidhr.messenger.shared.metrics.CommandTimes;
import com.paidhr.messenger.shared.metrics.StoreNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.executors.CommandExecutor;
import redis.clients.jedis.executors.DefaultCommandExecutor;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;

/**
 * The application's only Redis client: one server, Sentinel or Cluster behind the same type. It can
 * be made while Redis is away; then its commands fail until Redis is there.
 */
@ApplicationScoped
public class RedisConnection {
  private static final int CLUSTER_ATTEMPTS = 3;
  private static final Duration CLUSTER_REFRESH = Duration.ofSeconds(1);

  @Produces
  @Singleton
  UnifiedJedis client(RedisSettings settings, StoreNumbers numbers) {
    CommandTimes times =
        numbers.times(
            "messenger_redis_commands", "Time of a single command to Redis, by command and result");
    UnifiedJedis client =
        connect(settings, UnaryOperator.identity(), executor -> new TimedCommands(executor, times));
    numbers.show(registry -> RedisMetrics.show(client, registry));
    return client;
  }

  void close(@Disposes UnifiedJedis client) {
    client.close();
  }

  /** Opens a client of its own. */
  public static UnifiedJedis connect(RedisSettings settings) {
    return connect(settings, UnaryOperator.identity(), UnaryOperator.identity());
  }

  /**
   * Opens a client of its own for reads that wait, which must not starve the shared pool.
   *
   * @param name by which {@link #unblock} finds its connections
   * @param longest how long a read waits; one that is answered much later counts as failed
   */
  public static UnifiedJedis connectToWait(RedisSettings settings, String name, Duration longest) {
    int millis = Math.toIntExact(settings.timeout().plus(longest).toMillis());
    return connect(
        settings,
        config -> config.clientName(name).blockingSocketTimeoutMillis(millis),
        UnaryOperator.identity());
  }

  /** A cluster's client counts its attempts in an executor of its own, which is left alone. */
  private static UnifiedJedis connect(
      RedisSettings settings,
      UnaryOperator<DefaultJedisClientConfig.Builder> configured,
      UnaryOperator<CommandExecutor> timed) {
    RedisAddress address = RedisAddress.of(settings.uri());
    JedisClientConfig client = configured.apply(serverConfig(settings, address)).build();
    return switch (address.kind()) {
      case SENTINEL -> throughSentinels(settings, address, client, timed);
      case CLUSTER -> toCluster(settings, address, client);
      case SERVER -> {
        HostAndPort server = address.nodes().iterator().next();
        var connections = new PooledConnectionProvider(server, client, pool(settings));
        yield RedisClient.builder()
            .hostAndPort(server)
            .clientConfig(client)
            .connectionProvider(connections)
            .commandExecutor(timed.apply(new DefaultCommandExecutor(connections)))
            .build();
      }
    };
  }

  /** Hands out connections that are used by hand, for instance to listen on channels. */
  public static ConnectionProvider connections(RedisSettings settings) {
    RedisAddress address = RedisAddress.of(settings.uri());
    JedisClientConfig client = serverConfig(settings, address).build();
    return switch (address.kind()) {
      case SENTINEL ->
          new LateSentinels(() ->
              new SentineledConnectionProvider(
                  address.master(),
                  client,
                  pool(settings),
                  address.nodes(),
                  sentinelConfig(settings, address)));
      case CLUSTER -> {
        System.setProperty(RedisClusterClient.INIT_NO_ERROR_PROPERTY, "true");
        yield new ClusterConnectionProvider(
            address.nodes(), client, pool(settings), CLUSTER_REFRESH);
      }
      case SERVER ->
          new PooledConnectionProvider(address.nodes().iterator().next(), client, pool(settings));
    };
  }

  /** What {@code INFO section} answers: of the server, the master, or each member of a cluster. */
  public static List<String> infoOfEach(UnifiedJedis redis, String section) {
    return ofEach(redis, server -> server.send(Command.INFO, section));
  }

  /** Ends reads that wait on connections of this name at once, as if their time were over. */
  public static void unblock(UnifiedJedis redis, String name) {
    ofEach(
        redis,
        server -> {
          server
              .send(Command.CLIENT, "LIST")
              .lines()
              .filter(client -> client.contains(" name=" + name + " "))
              .map(client -> client.substring("id=".length(), client.indexOf(' ')))
              .forEach(id -> server.send(Command.CLIENT, "UNBLOCK", id));
          return name;
        });
  }

  /** One server, to which commands without keys go. */
  private interface Server {
    Object answer(Command command, String... arguments);

    default String send(Command command, String... arguments) {
      Object answer = answer(command, arguments);
      return answer instanceof byte[] text
          ? new String(text, StandardCharsets.UTF_8)
          : String.valueOf(answer);
    }
  }

  private static <T> List<T> ofEach(UnifiedJedis redis, Function<Server, T> work) {
    if (redis instanceof RedisClusterClient cluster) {
      return cluster.getClusterNodes().values().stream()
          .map(pool -> {
            try (Connection connection = pool.getResource()) {
              return work.apply((command, arguments) -> {
                connection.sendCommand(command, arguments);
                return connection.getOne();
              });
            }
          })
          .toList();
    }
    return List.of(work.apply(redis::sendCommand));
  }

  private static UnifiedJedis throughSentinels(
      RedisSettings settings,
      RedisAddress address,
      JedisClientConfig client,
      UnaryOperator<CommandExecutor> timed) {
    JedisClientConfig sentinel = sentinelConfig(settings, address);
    var connections =
        new LateSentinels(() ->
            new SentineledConnectionProvider(
                address.master(), client, pool(settings), address.nodes(), sentinel));
    return RedisSentinelClient.builder()
        .masterName(address.master())
        .sentinels(address.nodes())
        .sentinelClientConfig(sentinel)
        .clientConfig(client)
        .connectionProvider(connections)
        .commandExecutor(timed.apply(new DefaultCommandExecutor(connections)))
        .build();
  }

  private static UnifiedJedis toCluster(
      RedisSettings settings, RedisAddress address, JedisClientConfig client) {
    System.setProperty(RedisClusterClient.INIT_NO_ERROR_PROPERTY, "true");
    return RedisClusterClient.builder()
        .nodes(address.nodes())
        .clientConfig(client)
        .poolConfig(pool(settings))
        .maxAttempts(CLUSTER_ATTEMPTS)
        .maxTotalRetriesDuration(settings.timeout())
        .topologyRefreshPeriod(CLUSTER_REFRESH)
        .build();
  }

  private static DefaultJedisClientConfig.Builder serverConfig(
      RedisSettings settings, RedisAddress address) {
    return config(settings, address)
        .user(address.user().orElse(null))
        .password(address.password().orElse(null))
        .database(address.database());
  }

  private static JedisClientConfig sentinelConfig(RedisSettings settings, RedisAddress address) {
    return config(settings, address).password(settings.sentinelPassword().orElse(null)).build();
  }

  private static DefaultJedisClientConfig.Builder config(
      RedisSettings settings, RedisAddress address) {
    int millis = (int) settings.timeout().toMillis();
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(millis)
            .socketTimeoutMillis(millis)
            .clientName("messenger")
            .ssl(address.tls());
    if (address.tls()) {
      SSLParameters checked = new SSLParameters();
      checked.setEndpointIdentificationAlgorithm("HTTPS");
      config.sslParameters(checked);
    }
    return config;
  }

  private static ConnectionPoolConfig pool(RedisSettings settings) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(settings.poolSize());
    pool.setMaxIdle(settings.poolSize());
    pool.setMaxWait(settings.timeout());
    return pool;
  }
}
