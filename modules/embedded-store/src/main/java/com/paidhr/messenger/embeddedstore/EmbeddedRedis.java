package com.paidhr.messenger.embeddedstore;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis server as a child process that keeps its append-only file in a folder. It listens on the
 * loopback interface only and dies with this process, however this process ends.
 *
 * <p>Redis writes its file to the disk once a second: what it acknowledged within the last second
 * survives the death of the processes, but not the loss of power.
 */
public final class EmbeddedRedis implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration STOP_TIMEOUT = Duration.ofMillis(1_500);
  private static final int PORT_ATTEMPTS = 5;

  /**
   * Starts the server and a guard, says the server's process id, and ends when the server does. The
   * guard reads standard input, a pipe from this process that nothing is ever written to: it ends
   * when this process does, even when that is killed, and then the guard stops the server. A
   * session of its own keeps a terminal's Ctrl-C away from the server, which is still needed while
   * this process finishes its work.
   */
  private static final String WATCHDOG =
      """
      trap '' INT TERM HUP
      umask 077
      exec 3<&0
      session=$(command -v setsid)
      $session "$@" </dev/null >/dev/null 2>&1 3<&- &
      server=$!
      (
        while read -r line <&3; do :; done
        kill -CONT "$server"
        kill -TERM "$server"
        for attempt in 1 2 3 4 5 6 7 8 9 10; do
          kill -0 "$server" || exit 0
          sleep 0.1
        done
        kill -KILL "$server"
      ) </dev/null >/dev/null 2>&1 &
      guard=$!
      exec 3<&-
      echo "$server"
      exec >/dev/null
      wait "$server"
      kill -KILL "$guard"
      """;

  private final FolderLock lock;
  private final Process watchdog;
  private final ProcessHandle server;
  private final int port;
  private final @Nullable String password;
  private boolean closed;

  private EmbeddedRedis(
      FolderLock lock,
      Process watchdog,
      ProcessHandle server,
      int port,
      @Nullable String password) {
    this.lock = lock;
    this.watchdog = watchdog;
    this.server = server;
    this.port = port;
    this.password = password;
  }

  /** Starts a server with the default settings. */
  public static EmbeddedRedis start(Path folder) {
    return start(folder, EmbeddedRedisSettings.defaults());
  }

  /**
   * Starts a server whose files are in {@code folder}, which is created if need be, and returns
   * once it has loaded them and answers.
   *
   * @throws FolderInUseException when another process uses the folder
   * @throws EmbeddedStoreException when the server does not start; the message has the end of its
   *     log
   */
  public static EmbeddedRedis start(Path folder, EmbeddedRedisSettings settings) {
    FolderLock lock = FolderLock.take(folder);
    try {
      return start(folder.toAbsolutePath(), settings, lock);
    } catch (IOException e) {
      lock.close();
      throw new EmbeddedStoreException("Redis cannot be started in " + folder + ": " + e, e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedRedis start(Path folder, EmbeddedRedisSettings settings, FolderLock lock)
      throws IOException {
    new ServerMark(folder).awaitEnd();
    Path binary = settings.binary() != null ? settings.binary() : RedisBinary.extract(folder);
    for (int attempt = 1; ; attempt++) {
      int port = settings.port() != 0 ? settings.port() : freePort();
      var redis = launch(folder, binary, settings, lock, port);
      if (redis.answers()) {
        return redis;
      }
      redis.kill();
      String end = endOfLog(folder);
      boolean portTaken = end.contains("Failed listening on port");
      if (settings.port() != 0 || !portTaken || attempt == PORT_ATTEMPTS) {
        throw new EmbeddedStoreException(
            "Redis does not start in " + folder + ". The end of its log:\n" + end);
      }
      LOG.info("Port {} was taken meanwhile, trying another", port);
    }
  }

  private static EmbeddedRedis launch(
      Path folder, Path binary, EmbeddedRedisSettings settings, FolderLock lock, int port)
      throws IOException {
    String password = settings.hasPassword() ? StorePassword.in(folder) : null;
    Path config = writeConfig(folder, settings, port, password);
    Process watchdog =
        new ProcessBuilder(
                "/bin/sh", "-c", WATCHDOG, "redis-watchdog", binary.toString(), config.toString())
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String pid = watchdog.inputReader(StandardCharsets.UTF_8).readLine();
    ProcessHandle server =
        pid == null
            ? watchdog.toHandle()
            : ProcessHandle.of(Long.parseLong(pid)).orElse(watchdog.toHandle());
    new ServerMark(folder).set(server);
    return new EmbeddedRedis(lock, watchdog, server, port, password);
  }

  private static Path writeConfig(
      Path folder, EmbeddedRedisSettings settings, int port, @Nullable String password)
      throws IOException {
    Files.deleteIfExists(folder.resolve("redis.log"));
    var lines =
        Stream.of(
            "bind 127.0.0.1",
            "protected-mode yes",
            "port " + port,
            "daemonize no",
            "supervised no",
            "dir " + quoted(folder),
            "logfile redis.log",
            "loglevel notice",
            "save \"\"",
            "appendonly yes",
            "appendfsync everysec",
            "maxmemory-policy noeviction",
            "maxmemory " + settings.maxMemoryBytes(),
            "enable-debug-command no");
    var guard = password == null ? Stream.<String>of() : Stream.of("requirepass " + password);
    var all =
        Stream.of(lines, guard, settings.directives().stream())
            .flatMap(Function.identity())
            .toList();
    Path config = folder.resolve("redis.conf");
    Files.deleteIfExists(config);
    Files.createFile(
        config, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.write(config, all, StandardOpenOption.WRITE);
  }

  private static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (isAlive() && System.nanoTime() < deadline) {
      if (RedisPing.answers(port, password, pid())) {
        return true;
      }
      pause();
    }
    return false;
  }

  private void pause() {
    try {
      watchdog.waitFor(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedStoreException("Interrupted while Redis was starting", e);
    }
  }

  private static String endOfLog(Path folder) throws IOException {
    Path log = folder.resolve("redis.log");
    if (!Files.exists(log)) {
      return "(no log was written)";
    }
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }

  /** Where the server listens, as {@code redis://127.0.0.1:port}, with the password if any. */
  public URI uri() {
    String guard = password == null ? "" : ":" + password + "@";
    return URI.create("redis://" + guard + "127.0.0.1:" + port);
  }

  /** Process id of the server. */
  public long pid() {
    return server.pid();
  }

  /** Whether the server process is there. */
  public boolean isAlive() {
    return watchdog.isAlive();
  }

  /** Stops the server, which writes out its append-only file first. Takes at most two seconds. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.destroy();
    try {
      if (!watchdog.waitFor(STOP_TIMEOUT)) {
        LOG.warn("Redis did not stop in time and is killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill();
    lock.close();
  }

  private void kill() {
    if (watchdog.isAlive()) {
      server.destroyForcibly();
      watchdog.onExit().orTimeout(1, TimeUnit.SECONDS).exceptionally(late -> watchdog).join();
    }
  }
}
