package com.paidhr.messenger.shared.redis;

import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.Pool;

/** Shows how much of the shared pool of connections to Redis is in use. Sentinel's is not told. */
final class RedisMetrics {
  private static final Metadata CONNECTIONS =
      Metadata.builder()
          .withName("messenger_redis_connections")
          .withDescription("Connections of the shared pool to Redis: idle, in use, and waited for")
          .build();

  private RedisMetrics() {}

  static void show(UnifiedJedis redis, MetricRegistry registry) {
    gauge(redis, registry, "idle", Pool::getNumIdle);
    gauge(redis, registry, "in-use", Pool::getNumActive);
    gauge(redis, registry, "waited-for", Pool::getNumWaiters);
  }

  private static void gauge(
      UnifiedJedis redis, MetricRegistry registry, String state, ToIntFunction<Pool<?>> number) {
    registry.gauge(
        CONNECTIONS, () -> pools(redis).stream().mapToInt(number).sum(), new Tag("state", state));
  }

  private static Collection<? extends Pool<?>> pools(UnifiedJedis redis) {
    return switch (redis) {
      case RedisClient server -> List.of(server.getPool());
      case RedisClusterClient cluster -> cluster.getClusterNodes().values();
      default -> List.of();
    };
  }
}
