package com.paidhr.messenger.testsupport;

import com.paidhr.messenger.embeddedstore.EmbeddedRedis;
import com.paidhr.messenger.embeddedstore.EmbeddedRedisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * A Redis server of one test's own, to be stopped, killed and started again. It keeps its port and
 * its folder all the time, so clients find it again.
 */
public final class RedisServer implements AutoCloseable {

  private final Path folder;
  private final int port;
  private EmbeddedRedis redis;

  private RedisServer(Path folder) {
    this.folder = folder;
    this.redis = EmbeddedRedis.start(folder);
    this.port = redis.uri().getPort();
  }

  /** Starts a server whose files are in {@code folder}. */
  public static RedisServer start(Path folder) {
    return new RedisServer(folder);
  }

  /** Where it listens; the same after a restart. */
  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
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
    signal("KILL");
    redis.close();
  }

  /** Stops the process cleanly. */
  public void stop() {
    redis.close();
  }

  /** Starts it again on the same port and files after {@link #kill} or {@link #stop}. */
  public void restart() {
    redis.close();
    redis = EmbeddedRedis.start(folder, EmbeddedRedisSettings.defaults().onPort(port));
  }

  private void signal(String name) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, "" + redis.pid()).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    redis.close();
  }
}
