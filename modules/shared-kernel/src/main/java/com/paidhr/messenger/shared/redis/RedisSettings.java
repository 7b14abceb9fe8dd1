package com.paidhr.messenger.shared.redis;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Where Redis is.
 *
 * @param uri {@code redis://} or {@code rediss://} for one server, {@code
 *     redis-sentinel://[:password@]host:port,host:port/<master>} or {@code
 *     redis-cluster://[:password@]host:port,host:port}
 * @param timeout how long a command may wait for its answer
 * @param poolSize connections per server
 */
public record RedisSettings(URI uri, Duration timeout, int poolSize) {
  private static final Set<String> SCHEMES =
      Set.of("redis", "rediss", "redis-sentinel", "redis-cluster");

  /** Reads the settings once. */
  @ApplicationScoped
  static class Producer {
    @Produces
    @Singleton
    RedisSettings settings(Settings settings) {
      String uri =
          settings
              .text(
                  "redis.uri",
                  "redis://, rediss://, redis-sentinel:// or redis-cluster:// address; the launcher sets it to the embedded Redis.")
              .orElseThrow(() -> Settings.refuse("redis.uri", "is required"));
      return new RedisSettings(
          parse(uri),
          settings.duration(
              "redis.timeout",
              Duration.ofSeconds(2),
              Duration.ofMillis(50),
              Duration.ofMinutes(1),
              "How long a Redis command waits for its answer before it counts as failed."),
          settings.count("redis.pool-size", 32, 4, 1024, "Connections per Redis server."));
    }

    private static URI parse(String text) {
      URI uri;
      try {
        uri = URI.create(text);
      } catch (IllegalArgumentException e) {
        throw Settings.refuse("redis.uri", "is not a Redis address");
      }
      if (uri.getScheme() == null
          || !SCHEMES.contains(uri.getScheme())
          || uri.getRawAuthority() == null) {
        throw Settings.refuse("redis.uri", "is not a Redis address");
      }
      return uri;
    }
  }
}
