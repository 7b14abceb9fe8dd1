package com.paidhr.messenger.bench;

import com.paidhr.messenger.testsupport.ApiClient;
import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests over HTTP against a service in a process of its own, with the JVM options {@code server}
 * and embedded stores. First as many as it answers, then, at half of that, how long each takes from
 * when it was due. All kinds take turns; the median of the rounds counts.
 */
final class Api implements Bench.Measurement {
  private static final int GROUPS = 64;

  /** One kind of request over a connection; the number counts up. */
  private interface Kind {
    void send(HttpConnection connection, int number) throws IOException;
  }

  /** What the rounds of one kind gave. */
  private record Result(Samples perSecond, Samples half, Samples p50, Samples p99) {
    Result() {
      this(new Samples(), new Samples(), new Samples(), new Samples());
    }
  }

  @Override
  public void run(Options options) throws Exception {
    int connections = options.number("connections", 64);
    int seconds = options.number("api-seconds", 5);
    String usual = System.getProperty("messenger.jvm-options", "");
    System.setProperty(
        "messenger.jvm-options", Path.of(usual).resolveSibling("server.options").toString());
    try (var messenger =
        RunningMessenger.with()
            .env("IDENTITY_TOKEN_LIFETIME", "PT24H")
            .env("LIMITS_RATE_FACTOR", "100000")
            .start()) {
      ApiClient user = messenger.newUser("caller");
      Map<String, Kind> kinds = kinds(messenger, user, options.number("before", 10));
      Map<String, Result> results = new LinkedHashMap<>();
      kinds.keySet().forEach(name -> results.put(name, new Result()));
      List<HttpConnection> open = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        open.add(new HttpConnection(messenger.url(), user.accessToken()));
      }
      for (int round = -1; round < options.number("rounds", 3); round++) { // the first warms up
        for (Map.Entry<String, Kind> kind : kinds.entrySet()) {
          Result result = round < 0 ? new Result() : results.get(kind.getKey());
          measure(kind.getValue(), open, seconds, result == null ? new Result() : result);
        }
      }
      print(results);
      for (HttpConnection connection : open) {
        connection.close();
      }
    } finally {
      System.setProperty("messenger.jvm-options", usual);
    }
  }

  private static Map<String, Kind> kinds(RunningMessenger messenger, ApiClient user, int before) {
    List<ApiClient> others = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      others.add(messenger.newUser("other"));
    }
    String pair = user.privateWith(others.getFirst());
    String ten = user.group("Ten", others.toArray(ApiClient[]::new));
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < GROUPS; i++) {
      String group = user.group("Group " + i, others.getFirst());
      groups.add(group);
      for (int n = 0; n < before; n++) {
        others.getFirst().send(group, "Before the run");
        user.send(i == 0 ? pair : group, "An own one");
      }
    }
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("GET /users/me", (http, n) -> http.get("/users/me"));
    kinds.put("send, private", (http, n) -> http.post("/messages", message(pair)));
    kinds.put("send to a group of 10", (http, n) -> http.post("/messages", message(ten)));
    kinds.put(
        "send to 64 groups in turn",
        (http, n) -> http.post("/messages", message(groups.get(n % GROUPS))));
    String page = "/messages?limit=50&conversationId=";
    kinds.put("history of 50", (http, n) -> http.get(page + pair));
    kinds.put("conversation list of 50", (http, n) -> http.get("/conversations?limit=50"));
    kinds.put("status", (http, n) -> http.get("/messages/" + pair + ".1/status"));
    return kinds;
  }

  private static String message(String conversation) {
    return "{\"conversationId\":\"%s\",\"body\":\"Words that are the same every time\"}"
        .formatted(conversation);
  }

  private static void measure(Kind kind, List<HttpConnection> open, int seconds, Result result)
      throws Exception {
    var number = new AtomicInteger();
    List<ClosedLoop.Request> requests = new ArrayList<>();
    for (HttpConnection connection : open) {
      requests.add(() -> kind.send(connection, number.getAndIncrement() & Integer.MAX_VALUE));
    }
    double most =
        ClosedLoop.run(requests.size(), seconds, requests::get).count() / (double) seconds;
    Samples due = OpenLoop.run(requests, most / 2, seconds);
    add(result.perSecond, most);
    add(result.half, most / 2);
    add(result.p50, due.millis(0.5));
    add(result.p99, due.millis(0.99));
  }

  /** {@link Samples} hold nanoseconds and tell milliseconds, so a number goes in a million fold. */
  private static void add(Samples samples, double value) {
    samples.add(Math.round(value * 1e6));
  }

  private static void print(Map<String, Result> results) {
    var table = new Table("request", "most/s", "of GET /users/me", "offered/s", "p50 ms", "p99 ms");
    double floor = results.values().iterator().next().perSecond.millis(0.5);
    results.forEach((name, result) ->
        table.row(
            name,
            String.format(Locale.ROOT, "%.0f", result.perSecond.millis(0.5)),
            String.format(Locale.ROOT, "%.0f %%", 100 * result.perSecond.millis(0.5) / floor),
            String.format(Locale.ROOT, "%.0f", result.half.millis(0.5)),
            result.p50.inWords(0.5),
            result.p99.inWords(0.5)));
    table.print();
  }
}
