package com.paidhr.messenger.shared.redis;

import com.paidhr.messenger.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where Redis is.
 *
 * @param uri {@code redis://[[user]:password@]host[:port][/database]} for one server, {@code
 *     redis-sentinel://[[user]:password@]host[:port],host[:port]/master} or {@code
 *     redis-cluster://[[user]:password@]host[:port],host[:port]}; with {@code rediss} instead of
 *     {@code redis} over TLS
 * @param sentinelPassword what the Sentinels ask for, if anything
 * @param timeout how long a command may wait for its answer
 * @param poolSize connections per server
 */
public record RedisSettings(
    URI uri, Optional<String> sentinelPassword, Duration timeout, int poolSize) {

  /** Settings without a password of the Sentinels. */
  public RedisSettings(URI uri, Duration timeout, int poolSize) {
    this(uri, Optional.empty(), timeout, poolSize);
  }

  /** The same Redis with another timeout and pool. */
  public RedisSettings with(Duration timeout, int poolSize) {
    return new RedisSettings(uri, sentinelPassword, timeout, poolSize);
  }

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
                  "redis://, redis-sentinel:// or redis-cluster:// address, with rediss for TLS; the launcher sets it to the embedded Redis.")
              .orElseThrow(() -> Settings.refuse("redis.uri", "is required"));
      return new RedisSettings(
          checked(uri),
          settings.text(
              "redis.sentinel-password",
              "Password that the Sentinels ask for; the one in `redis.uri` is for the servers."),
          settings.duration(
              "redis.timeout",
              Duration.ofSeconds(2),
              Duration.ofMillis(50),
              Duration.ofMinutes(1),
              "How long a Redis command waits for its answer before it counts as failed."),
          settings.count("redis.pool-size", 32, 4, 1024, "Connections per Redis server."));
    }

    private static URI checked(String text) {
      URI uri;
      try {
        uri = URI.create(text);
      } catch (IllegalArgumentException e) {
        throw Settings.refuse("redis.uri", "is not a Redis address");
      }
      try {
        RedisAddress.of(uri);
        return uri;
      } catch (IllegalArgumentException e) {
        throw Settings.refuse("redis.uri", String.valueOf(e.getMessage()));
      }
    }
  }
}
