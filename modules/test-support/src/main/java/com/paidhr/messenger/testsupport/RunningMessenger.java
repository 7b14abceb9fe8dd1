package com.paidhr.messenger.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The packaged application as a process of its own: {@code messenger.jar run --port 0} on a data
 * folder of its own, as an operator starts it. The system property {@code messenger.jar} says where
 * the jar lies; failsafe sets it in {@code app}, so tests with it are {@code *IT} there.
 *
 * <pre>{@code
 * var ann = RunningMessenger.shared().newUser("ann");       // one process for all ordinary tests
 *
 * try (var messenger = RunningMessenger.with().env("MESSAGING_X", "7").start()) {
 *   messenger.kill();                                        // kill -9
 *   messenger.restart();                                     // same data, another port
 *   messenger.admin().get("/users/me").expect(200);
 *   assertThat(messenger.terminate()).isLessThan(Duration.ofSeconds(5)); // SIGTERM
 * }
 * }</pre>
 *
 * <p>Whatever a test leaves running is killed when the JVM of the tests ends.
 */
public final class RunningMessenger implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("^Messenger listens on (https?://\\S+)", Pattern.MULTILINE);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Set<RunningMessenger> LIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> LIVE.forEach(RunningMessenger::close), "end-messengers"));
  }

  private static final class Shared {
    static final RunningMessenger INSTANCE = with().start();
  }

  private final Path folder;
  private final Builder options;
  private Process process;
  private volatile URI url;
  private int searched;
  private @Nullable ApiClient admin;

  private RunningMessenger(Builder options) {
    this.options = options;
    try {
      this.folder = Files.createTempDirectory("messenger-it-");
      this.process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LIVE.add(this);
    this.url = awaitUrl();
  }

  /** The process that all ordinary tests of this JVM share; started at the first call. */
  public static RunningMessenger shared() {
    return Shared.INSTANCE;
  }

  /** Options of a process of the test's own. */
  public static Builder with() {
    return new Builder();
  }

  /** How to start the process. */
  public static final class Builder {
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<Path> beans = new ArrayList<>();
    private @Nullable Path data;

    private Builder() {
      environment.put("MESSENGER_ADMIN_PASSWORD", KnownSecrets.ADMIN_PASSWORD);
      // All users of all tests come from one address, and one administrator creates them.
      environment.put("LIMITS_RATE_FACTOR", "1000");
    }

    /** A setting by its name in the environment, such as {@code DELIVERY_MAX_ATTEMPTS}. */
    public Builder env(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Lets the program generate the administrator's password. */
    public Builder withoutAdminPassword() {
      environment.remove("MESSENGER_ADMIN_PASSWORD");
      return this;
    }

    /** A data folder that outlives the process; without one a temporary one is used. */
    public Builder data(Path folder) {
      this.data = folder;
      return this;
    }

    /** More words of the command line. */
    public Builder words(String... more) {
      words.addAll(List.of(more));
      return this;
    }

    /** A folder or archive of beans that are added to the application's, or replace them. */
    public Builder beans(Path archive) {
      beans.add(archive);
      return this;
    }

    /** Starts the process and waits until it listens. */
    public RunningMessenger start() {
      return new RunningMessenger(this);
    }
  }

  /** Where it listens, without a slash at the end. */
  public URI url() {
    return url;
  }

  /** The data folder. */
  public Path data() {
    return options.data == null ? folder.resolve("data") : options.data;
  }

  public String adminPassword() {
    String given = options.environment.get("MESSENGER_ADMIN_PASSWORD");
    if (given != null) {
      return given;
    }
    try {
      return Files.readString(data().resolve("admin-password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client without a token. It follows restarts, as all clients do. */
  public ApiClient anonymous() {
    return ApiClient.anonymous(this::url);
  }

  /** The administrator; always the same client, whose token outlives the classes of this JVM. */
  public synchronized ApiClient admin() {
    if (admin == null) {
      admin = ApiClient.signIn(this::url, "admin", adminPassword());
    } else {
      admin.renewIfOlderThan(Duration.ofMinutes(5));
    }
    return admin;
  }

  /** A new user whose name begins with the given one and is unique. */
  public ApiClient newUser(String name) {
    String unique = name + NAMES.incrementAndGet() + "x" + ProcessHandle.current().pid();
    return admin().signUp(unique, "password-of-" + unique);
  }

  /** What the process has written so far on both outputs, of all starts. */
  public String log() {
    try {
      return Files.exists(logFile()) ? Files.readString(logFile()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  /** {@code kill -9}; returns when the process is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(Duration.ofSeconds(20));
  }

  /** SIGSTOP: the process keeps its connections and does nothing, as in an endless pause. */
  public void pause() {
    Signals.send("STOP", process.pid());
  }

  /** SIGCONT after {@link #pause}. */
  public void resume() {
    Signals.send("CONT", process.pid());
  }

  /** SIGTERM; returns how long the process took to end. */
  public Duration terminate() {
    long begin = System.nanoTime();
    process.destroy();
    awaitExit(Duration.ofSeconds(30));
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Starts again on the same data after {@link #kill} or {@link #terminate}. */
  public void restart() {
    if (process.isAlive()) {
      throw new IllegalStateException("Stop it first");
    }
    requireNoSecret(log());
    searched = 0;
    try {
      Files.move(logFile(), folder.resolve("log-" + System.nanoTime()));
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    url = awaitUrl();
  }

  /**
   * Ends the process and removes its temporary folder.
   *
   * @throws AssertionError when its log holds a secret
   */
  @Override
  public void close() {
    LIVE.remove(this);
    process.destroyForcibly();
    awaitExit(Duration.ofSeconds(20));
    String log = log();
    Awaitility.await().ignoreExceptions().until(this::removeFolder);
    requireNoSecret(log);
  }

  /**
   * Searches what the processes that run have written since this was asked last.
   *
   * @throws AssertionError when a log holds a secret
   */
  static void requireSilence() {
    LIVE.forEach(each -> each.requireNoSecret(each.log()));
  }

  /** Each whole line is searched once. */
  private synchronized void requireNoSecret(String log) {
    int begin = Math.min(searched, log.length());
    searched = log.lastIndexOf('\n') + 1;
    KnownSecrets.in(log.substring(begin))
        .ifPresent(end -> {
          throw new AssertionError("A secret is in the log: " + end);
        });
  }

  /**
   * The command line that starts the application's verb, with the JVM options of the launcher and
   * the start that it has recorded, if it has.
   */
  public static List<String> command(String... words) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + required("messenger.jvm-options"));
    command.add("-XX:AOTCache=" + required("messenger.jar").replaceFirst("jar$", "aot"));
    command.add("-Xlog:disable");
    command.add("-jar");
    command.add(required("messenger.jar"));
    command.addAll(List.of(words));
    return command;
  }

  /** Like {@link #command}, with more beans on the class path. */
  private static List<String> command(List<Path> beans, String... words) {
    List<String> command = command(words);
    if (!beans.isEmpty()) {
      int jar = command.indexOf("-jar");
      String path =
          beans.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      command.set(jar, "-cp");
      command.set(jar + 1, command.get(jar + 1) + File.pathSeparator + path);
      command.add(jar + 2, mainClass());
    }
    return command;
  }

  private static String mainClass() {
    try (JarFile jar = new JarFile(required("messenger.jar"))) {
      return jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() throws IOException {
    var command = command(options.beans, "run", "--port", "0", "--data", data().toString());
    command.addAll(options.words);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.to(logFile().toFile()));
    builder.directory(folder.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(MESSENGER|MONGODB|REDIS|SERVER)_.*"));
    builder.environment().putAll(options.environment);
    return builder.start();
  }

  private URI awaitUrl() {
    var ready =
        Awaitility.await()
            .atMost(START_TIMEOUT)
            .pollInterval(Duration.ofMillis(20))
            .until(() -> READY.matcher(log()), found -> found.find() || !process.isAlive());
    ready.reset(log());
    if (!ready.find()) {
      throw new AssertionError("The messenger did not start:\n" + log());
    }
    return URI.create(ready.group(1));
  }

  private void awaitExit(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("The messenger did not end within " + limit + ":\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path logFile() {
    return folder.resolve("messenger.log");
  }

  private boolean removeFolder() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
    return true;
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException(
          "The system property " + property + " is set by failsafe in app/pom.xml only");
    }
    return value;
  }
}
