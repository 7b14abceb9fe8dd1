package com.paidhr.messenger.testsupport;

import com.paidhr.messenger.embeddedstore.EmbeddedRedis;
import com.paidhr.messenger.embeddedstore.EmbeddedRedisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;

/**
 * A Redis server of one test's own, to be stopped, killed and started again. It keeps its port and
 * its folder all the time, so clients find it again.
 */
public final class RedisServer implements AutoCloseable {

  private final Path folder;
  private final Supplier<EmbeddedRedisSettings> settings;
  private final int port;
  private EmbeddedRedis redis;

  private RedisServer(Path folder, Supplier<EmbeddedRedisSettings> settings) {
    this.folder = folder;
    this.settings = settings;
    this.redis = EmbeddedRedis.start(folder, settings.get());
    this.port = redis.uri().getPort();
  }

  /** Starts a server whose files are in {@code folder}. */
  public static RedisServer start(Path folder) {
    return start(folder, EmbeddedRedisSettings::defaults);
  }

  /** Starts a server that asks for its settings anew at every start; it keeps its first port. */
  static RedisServer start(Path folder, Supplier<EmbeddedRedisSettings> settings) {
    return new RedisServer(folder, settings);
  }

  /** Where it listens; the same after a restart. */
  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** The port on which it listens; the same after a restart. */
  public int port() {
    return port;
  }

  /** Where the binary lies that it runs. */
  Path binary() {
    return folder.toAbsolutePath().resolve("redis-server");
  }

  /** A new connection, for one thread. */
  public Jedis connect() {
    return new Jedis("127.0.0.1", port, 2_000);
  }

  /** Whether the process is there, paused or not. */
  public boolean isAlive() {
    return redis.isAlive();
  }

  /** Stops the process in its tracks: connections stay open and nothing answers. */
  public void pause() {
    signal("STOP");
  }

  /** Lets a paused process go on. */
  public void resume() {
    signal("CONT");
  }

  /** Kills the process; connections are reset. */
  public void kill() {
    if (redis.isAlive()) {
      signal("KILL");
    }
    redis.close();
  }

  /** Stops the process cleanly. */
  public void stop() {
    redis.close();
  }

  /** Starts it again on the same port and files after {@link #kill} or {@link #stop}. */
  public void restart() {
    redis.close();
    redis = EmbeddedRedis.start(folder, settings.get().onPort(port));
  }

  /** Starts it again like {@link #restart}, but on an empty folder. */
  public void restartEmpty() {
    redis.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        String name = folder.relativize(file).toString();
        if (name.startsWith("appendonlydir") || name.endsWith(".rdb")) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    restart();
  }

  private void signal(String name) {
    Signals.send(name, redis.pid());
  }

  @Override
  public void close() {
    redis.close();
  }
}
