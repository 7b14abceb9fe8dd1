package com.paidhr.messenger.shared.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
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
  UnifiedJedis client(RedisSettings settings) {
    return connect(settings);
  }

  void close(@Disposes UnifiedJedis client) {
    client.close();
  }

  /**
   * Opens a client of its own, for instance for blocking reads that must not starve the shared
   * pool.
   */
  public static UnifiedJedis connect(RedisSettings settings) {
    RedisAddress address = RedisAddress.of(settings.uri());
    JedisClientConfig client = serverConfig(settings, address);
    return switch (address.kind()) {
      case SENTINEL -> throughSentinels(settings, address, client);
      case CLUSTER -> toCluster(settings, address, client);
      case SERVER ->
          RedisClient.builder()
              .hostAndPort(address.nodes().iterator().next())
              .clientConfig(client)
              .poolConfig(pool(settings))
              .build();
    };
  }

  /** Hands out connections that are used by hand, for instance to listen on channels. */
  public static ConnectionProvider connections(RedisSettings settings) {
    RedisAddress address = RedisAddress.of(settings.uri());
    JedisClientConfig client = serverConfig(settings, address);
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
    if (redis instanceof RedisClusterClient cluster) {
      return cluster.getClusterNodes().values().stream()
          .map(pool -> infoOf(pool.getResource(), section))
          .toList();
    }
    byte[] info = (byte[]) redis.sendCommand(Command.INFO, section);
    return List.of(new String(info, StandardCharsets.UTF_8));
  }

  private static String infoOf(Connection connection, String section) {
    try (Jedis server = new Jedis(connection)) {
      return server.info(section);
    }
  }

  private static UnifiedJedis throughSentinels(
      RedisSettings settings, RedisAddress address, JedisClientConfig client) {
    JedisClientConfig sentinel = sentinelConfig(settings, address);
    return RedisSentinelClient.builder()
        .masterName(address.master())
        .sentinels(address.nodes())
        .sentinelClientConfig(sentinel)
        .clientConfig(client)
        .connectionProvider(
            new LateSentinels(() ->
                new SentineledConnectionProvider(
                    address.master(), client, pool(settings), address.nodes(), sentinel)))
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

  private static JedisClientConfig serverConfig(RedisSettings settings, RedisAddress address) {
    return config(settings, address)
        .user(address.user().orElse(null))
        .password(address.password().orElse(null))
        .database(address.database())
        .build();
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
