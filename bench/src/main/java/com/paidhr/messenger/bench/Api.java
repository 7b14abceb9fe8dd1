package com.paidhr.messenger.bench;

import com.paidhr.messenger.testsupport.RunningMessenger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Requests over HTTP against a service in a process of its own, with the JVM options {@code server}
 * and embedded stores. First as many as it answers, then, at half of that, how long each takes from
 * when it was due. All kinds take turns; the median of the rounds counts.
 */
final class Api implements Bench.Measurement {

  /** What the rounds of one kind gave. */
  private record Result(Samples perSecond, Samples half, Samples p50, Samples p99) {
    Result() {
      this(new Samples(), new Samples(), new Samples(), new Samples());
    }
  }

  /** The JVM options of a machine that is the service's own. */
  static void asServer(Measured work) throws Exception {
    String usual = System.getProperty("messenger.jvm-options", "");
    System.setProperty(
        "messenger.jvm-options", Path.of(usual).resolveSibling("server.options").toString());
    try {
      work.run();
    } finally {
      System.setProperty("messenger.jvm-options", usual);
    }
  }

  /** Work that may fail. */
  interface Measured {
    void run() throws Exception;
  }

  @Override
  public void run(Options options) throws Exception {
    var peer = options.word("peer");
    if (peer.isPresent()) {
      asServer(() -> new ApiBeside(peer.get()).run(options));
    } else {
      asServer(() -> alone(options));
    }
  }

  private static void alone(Options options) throws Exception {
    int seconds = options.number("api-seconds", 5);
    try (var messenger =
            RunningMessenger.with()
                .env("IDENTITY_TOKEN_LIFETIME", "PT24H")
                .env("LIMITS_RATE_FACTOR", "100000")
                .start();
        var kinds =
            new ApiKinds(
                messenger.url(),
                () -> messenger.newUser("member"),
                options.number("before", 10),
                options.number("connections", 64))) {
      Map<String, Result> results = new LinkedHashMap<>();
      for (int round = -1; round < options.number("rounds", 3); round++) { // the first warms up
        for (String name : kinds.names()) {
          double most = kinds.most(name, seconds);
          Samples due = OpenLoop.run(kinds.requests(name), most / 2, seconds);
          if (round >= 0) {
            Result result = results.computeIfAbsent(name, first -> new Result());
            add(result.perSecond, most);
            add(result.half, most / 2);
            add(result.p50, due.millis(0.5));
            add(result.p99, due.millis(0.99));
          }
        }
      }
      print(results);
    }
  }

  /** {@link Samples} hold nanoseconds and tell milliseconds, so a number goes in a million fold. */
  static void add(Samples samples, double value) {
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
