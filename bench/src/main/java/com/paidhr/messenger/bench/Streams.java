package com.paidhr.messenger.bench;

import com.paidhr.messenger.bench.Ear.Way;
import com.paidhr.messenger.bench.StreamHouse.Held;
import com.paidhr.messenger.testsupport.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What streams cost and how soon they tell: from the append to an inbox on one node to the client
 * of another, which is the time in the event's own cursor; memory and processor of idle
 * connections; and one message to many who are connected.
 */
final class Streams implements Bench.Measurement {
  private static final int USERS = 10;
  private static final int SENDERS = 16;
  private static final int OPENERS = 8;
  private static final int ATTEMPTS = 5;

  /** While what was just opened is compiled and cleaned up behind. */
  private static final int SETTLING_S = 10;

  /** A node notices that a client of server-sent events is gone by writing to it, twice. */
  private static final int HEARTBEATS_S = 65;

  @Override
  public void run(Options options) throws Exception {
    Api.asServer(() -> measure(options));
  }

  private static void measure(Options options) throws Exception {
    int perSecond = options.number("events", 1_000);
    if (perSecond > 0) {
      latency(
          perSecond,
          options.number("listeners", 10),
          options.number("stream-warm-up", 160),
          options.number("stream-seconds", 20));
    }
    int connections = options.number("idle", 10_000);
    if (connections > 0) {
      idle(connections, options.number("idle-seconds", 30));
    }
    int connected = options.number("connected", 1_000);
    if (connected > 0) {
      fanOut(connected, options.number("fan-outs", 10));
    }
  }

  private static void latency(int perSecond, int listeners, int warmUp, int seconds)
      throws Exception {
    try (StreamHouse house = new StreamHouse(2)) {
      List<ApiClient> members = house.users(listeners);
      String group = members.getFirst().group("All", others(members));
      Samples samples = new Samples();
      List<Ear> ears = new ArrayList<>();
      Duration used;
      try {
        for (ApiClient member : members) {
          ears.add(
              new Ear(
                  Way.EVENTS,
                  house.node(1).url(),
                  member.accessToken(),
                  line -> note(line, samples)));
        }
        send(house, members, group, perSecond / listeners, warmUp);
        synchronized (samples) {
          samples.clear();
        }
        Duration begun = house.cpu(1);
        send(house, members, group, perSecond / listeners, seconds);
        used = house.cpu(1).minus(begun);
      } finally {
        ears.forEach(Ear::close);
      }
      synchronized (samples) {
        System.out.printf(
            "%d messages/s offered to a group of %d, sent at one node, listened to at the other, for %d s: %d events.%n%n",
            perSecond / listeners, listeners, seconds, samples.count());
        Table table =
            new Table(
                "from the append to the client",
                "p50 ms",
                "p99 ms",
                "most ms",
                "CPU µs per event, listening node");
        table.row(
            "events",
            samples.inWords(0.5),
            samples.inWords(0.99),
            samples.inWords(1),
            "" + TimeUnit.NANOSECONDS.toMicros(used.toNanos()) / samples.count());
        table.print();
      }
    }
  }

  /** A cursor ends with when its entry was made, in whole ms; so a time is up to 1 ms too long. */
  private static void note(String line, Samples samples) {
    if (line.startsWith("id: ")) {
      String entry = line.substring(line.lastIndexOf('.') + 1);
      long made = Long.parseLong(entry.substring(0, entry.indexOf('-')));
      long late = System.currentTimeMillis() - made;
      synchronized (samples) {
        samples.add(TimeUnit.MILLISECONDS.toNanos(late));
      }
    }
  }

  private static void send(
      StreamHouse house, List<ApiClient> members, String group, int perSecond, int seconds)
      throws Exception {
    List<HttpConnection> open = new ArrayList<>();
    List<ClosedLoop.Request> requests = new ArrayList<>();
    String message = "{\"conversationId\":\"%s\",\"body\":\"hello\"}".formatted(group);
    try {
      for (int i = 0; i < SENDERS; i++) {
        String token = members.get(i % members.size()).accessToken();
        HttpConnection connection = new HttpConnection(house.node(0).url(), token);
        open.add(connection);
        requests.add(() -> connection.post("/messages", message));
      }
      OpenLoop.run(requests, perSecond, seconds);
    } finally {
      for (HttpConnection connection : open) {
        connection.close();
      }
    }
  }

  private static void idle(int connections, int seconds) throws Exception {
    for (Way way : Way.values()) {
      Table table =
          new Table("idle", "connections", "KiB each", "of these on the heap", "% of a core");
      try (StreamHouse house = new StreamHouse(1)) {
        List<ApiClient> users = house.users(USERS);
        close(open(house, users, way, connections), way); // a node that is warm
        Held before = house.held(0);
        table.row("nobody", "0", "", "", cpu(house, seconds));
        List<Ear> ears = open(house, users, way, connections);
        Held more = house.held(0).minus(before);
        table.row(
            way == Way.EVENTS ? "SSE" : "WebSocket",
            "" + connections,
            kib(more.heapKib() + more.nativeKib(), connections),
            kib(more.heapKib(), connections),
            cpu(house, seconds));
        ears.forEach(Ear::close);
      }
      System.out.println();
      table.print();
    }
  }

  private static String cpu(StreamHouse house, int seconds) throws InterruptedException {
    TimeUnit.SECONDS.sleep(SETTLING_S);
    Duration begun = house.cpu(0);
    TimeUnit.SECONDS.sleep(seconds);
    Duration used = house.cpu(0).minus(begun);
    return String.format(Locale.ROOT, "%.1f", used.toMillis() / (10.0 * seconds));
  }

  private static String kib(long all, int connections) {
    return String.format(Locale.ROOT, "%.1f", all / (double) connections);
  }

  /** Opens streams, a few at a time. */
  private static List<Ear> open(StreamHouse house, List<ApiClient> users, Way way, int count)
      throws Exception {
    URI node = house.node(0).url();
    List<Ear> ears = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(OPENERS)) {
      List<Future<Ear>> opened = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String token = users.get(i % users.size()).accessToken();
        opened.add(threads.submit(() -> open(way, node, token)));
      }
      for (Future<Ear> ear : opened) {
        ears.add(ear.get());
      }
    }
    return ears;
  }

  /** A node that is busy may refuse one that asks for the first time. */
  private static Ear open(Way way, URI node, String token) throws IOException {
    for (int left = ATTEMPTS - 1; ; left--) {
      try {
        return new Ear(way, node, token, line -> {});
      } catch (IOException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  /** Returns when the node had time to notice. */
  private static void close(List<Ear> ears, Way way) throws InterruptedException {
    ears.forEach(Ear::close);
    TimeUnit.SECONDS.sleep(way == Way.EVENTS ? HEARTBEATS_S : SETTLING_S);
  }

  private static void fanOut(int connected, int times) throws Exception {
    try (StreamHouse house = new StreamHouse(1)) {
      List<ApiClient> members = house.users(connected);
      String group = members.getFirst().group("All", others(members));
      Samples last = new Samples();
      List<Ear> ears = new ArrayList<>();
      Round round = new Round();
      try {
        for (ApiClient member : members) {
          ears.add(new Ear(Way.EVENTS, house.node(0).url(), member.accessToken(), round::hear));
        }
        for (int i = -2; i < times; i++) {
          round.begin("message number " + (i + 2) + "!", connected);
          long begun = System.nanoTime();
          members.getFirst().send(group, round.body());
          long ended = round.awaitEnd();
          if (i >= 0) {
            last.add(ended - begun);
          }
        }
      } finally {
        ears.forEach(Ear::close);
      }
      System.out.println();
      Table table = new Table("from the request to the last of", "p50 ms", "most ms");
      table.row(connected + " members", last.inWords(0.5), last.inWords(1));
      table.print();
    }
  }

  /** One message on its way to all. */
  private static final class Round {
    private volatile String body = "none";
    private volatile CountDownLatch missing = new CountDownLatch(0);
    private volatile long last;

    void begin(String words, int listeners) {
      missing = new CountDownLatch(listeners);
      body = words;
    }

    String body() {
      return body;
    }

    void hear(String line) {
      if (line.startsWith("data: {\"type\":\"message.created\"") && line.contains(body)) {
        synchronized (this) {
          last = System.nanoTime();
        }
        missing.countDown();
      }
    }

    long awaitEnd() {
      try {
        if (!missing.await(60, TimeUnit.SECONDS)) {
          throw new UncheckedIOException(new IOException(missing.getCount() + " were not told"));
        }
        return last;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static ApiClient[] others(List<ApiClient> members) {
    return members.subList(1, members.size()).toArray(ApiClient[]::new);
  }
}
