package com.paidhr.messenger.embeddedstore;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmbeddedRedis} runs.
 *
 * @param port port to listen on, 0 for a free one
 * @param maxMemoryBytes memory for data at which writes are refused, 0 for no limit
 * @param binary a redis-server to use instead of the one that is carried along
 * @param hasPassword whether a password is needed, which the folder keeps
 * @param directives more lines of its configuration; they win over those that are always written
 */
public record EmbeddedRedisSettings(
    int port,
    long maxMemoryBytes,
    @Nullable Path binary,
    boolean hasPassword,
    List<String> directives) {

  public EmbeddedRedisSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be between 0 and 65535");
    }
    if (maxMemoryBytes < 0) {
      throw new IllegalArgumentException("maxMemoryBytes must not be negative");
    }
    directives = List.copyOf(directives);
  }

  /** A free port, no memory limit, the binary that is carried along, no password. */
  public static EmbeddedRedisSettings defaults() {
    return new EmbeddedRedisSettings(0, 0, null, false, List.of());
  }

  /** The same settings with a fixed {@code port}. */
  public EmbeddedRedisSettings onPort(int port) {
    return new EmbeddedRedisSettings(port, maxMemoryBytes, binary, hasPassword, directives);
  }

  /** The same settings with another {@code binary}. */
  public EmbeddedRedisSettings running(Path binary) {
    return new EmbeddedRedisSettings(port, maxMemoryBytes, binary, hasPassword, directives);
  }

  /** The same settings with more lines of configuration. */
  public EmbeddedRedisSettings with(List<String> directives) {
    return new EmbeddedRedisSettings(port, maxMemoryBytes, binary, hasPassword, directives);
  }

  /** The same settings with a password. */
  public EmbeddedRedisSettings withPassword() {
    return new EmbeddedRedisSettings(port, maxMemoryBytes, binary, true, directives);
  }
}
