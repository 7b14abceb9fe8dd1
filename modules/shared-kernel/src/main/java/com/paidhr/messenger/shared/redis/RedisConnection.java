package com.paidhr.messenger.shared.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;

/** The application's only Redis client: one server, Sentinel or Cluster behind the same type. */
@ApplicationScoped
public class RedisConnection {

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
    URI uri = settings.uri();
    JedisClientConfig client = clientConfig(settings);
    return switch (uri.getScheme()) {
      case "redis-sentinel" ->
          RedisSentinelClient.builder()
              .masterName(uri.getPath().substring(1))
              .sentinels(nodes(uri))
              .sentinelClientConfig(clientConfig(settings))
              .clientConfig(client)
              .poolConfig(pool(settings))
              .build();
      case "redis-cluster" ->
          RedisClusterClient.builder()
              .nodes(nodes(uri))
              .clientConfig(client)
              .poolConfig(pool(settings))
              .build();
      default ->
          RedisClient.builder()
              .hostAndPort(nodes(uri).iterator().next())
              .clientConfig(client)
              .poolConfig(pool(settings))
              .build();
    };
  }

  private static JedisClientConfig clientConfig(RedisSettings settings) {
    URI uri = settings.uri();
    int millis = (int) settings.timeout().toMillis();
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(millis)
            .socketTimeoutMillis(millis)
            .clientName("messenger")
            .ssl(uri.getScheme().equals("rediss"));
    String authority = uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      String credentials = authority.substring(0, at);
      int colon = credentials.indexOf(':');
      if (colon > 0) {
        config.user(credentials.substring(0, colon));
      }
      config.password(credentials.substring(colon + 1));
    }
    return config.build();
  }

  private static ConnectionPoolConfig pool(RedisSettings settings) {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(settings.poolSize());
    pool.setMaxIdle(settings.poolSize());
    pool.setMaxWait(settings.timeout());
    return pool;
  }

  private static Set<HostAndPort> nodes(URI uri) {
    String authority = uri.getRawAuthority();
    String hosts = authority.substring(authority.lastIndexOf('@') + 1);
    return Arrays.stream(hosts.split(","))
        .map(host -> host.contains(":") ? host : host + ":6379")
        .map(HostAndPort::from)
        .collect(Collectors.toUnmodifiableSet());
  }
}
