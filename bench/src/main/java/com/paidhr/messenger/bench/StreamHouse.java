package com.paidhr.messenger.bench;

import com.paidhr.messenger.embeddedstore.EmbeddedRedis;
import com.paidhr.messenger.embeddedstore.EmbeddedStore;
import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Nodes that take ten thousand streams, over one embedded store in this process. */
final class StreamHouse implements AutoCloseable {
  /** So what a node is resident with beyond its heap is all that changes. */
  private static final String FIXED_HEAP = "-Xms1500m -Xmx1500m -XX:+AlwaysPreTouch";

  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final Folders folders = Folders.create();
  private final EmbeddedStore store = EmbeddedStore.open(folders.folder("documents"));
  private final EmbeddedRedis redis = EmbeddedRedis.start(folders.folder("redis"));
  private final List<RunningMessenger> nodes = new ArrayList<>();

  StreamHouse(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      nodes.add(
          RunningMessenger.with()
              .env("MONGODB_URI", store.connectionString())
              .env("REDIS_URI", redis.uri().toString())
              .env("IDENTITY_TOKEN_LIFETIME", "PT24H")
              .env("LIMITS_RATE_FACTOR", "100000")
              .env("STREAMS_PER_USER", "1000")
              .env("STREAMS_PER_NODE", "20000")
              .env("HTTP_MAX_CONNECTIONS", "20000")
              .env("HTTP_MAX_CONNECTIONS_PER_ADDRESS", "20000")
              .env("JDK_JAVA_OPTIONS", FIXED_HEAP)
              .start());
    }
  }

  RunningMessenger node(int which) {
    return nodes.get(which);
  }

  /** So many users, created two at a time, since each costs two passwords' hashes. */
  List<ApiClient> users(int count) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<ApiClient>> users =
          IntStream.range(0, count)
              .mapToObj(i -> threads.submit(() -> nodes.getFirst().newUser("member")))
              .toList();
      List<ApiClient> created = new ArrayList<>();
      for (Future<ApiClient> user : users) {
        created.add(user.get());
      }
      return created;
    }
  }

  /** What a node holds: objects that are alive, and memory outside of its heap. */
  record Held(long heapKib, long nativeKib) {

    Held minus(Held before) {
      return new Held(heapKib - before.heapKib, nativeKib - before.nativeKib);
    }
  }

  /** What a node holds behind two full collections; the second takes what the first let go of. */
  Held held(int node) throws IOException, InterruptedException {
    jcmd(node, "GC.run");
    jcmd(node, "GC.run");
    Matcher used = USED.matcher(jcmd(node, "GC.heap_info"));
    if (!used.find()) {
      throw new IOException("The JVM does not say what its heap holds");
    }
    return new Held(Long.parseLong(used.group(1)), Machine.residentKib(nodes.get(node).process()));
  }

  private String jcmd(int node, String command) throws IOException, InterruptedException {
    String program = System.getProperty("java.home") + "/bin/jcmd";
    String pid = Long.toString(nodes.get(node).process().pid());
    Process asked = new ProcessBuilder(program, pid, command).redirectErrorStream(true).start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    asked.waitFor();
    return answer;
  }

  Duration cpu(int node) {
    return nodes.get(node).process().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(RunningMessenger::close);
    redis.close();
    store.close();
    folders.close();
  }
}
