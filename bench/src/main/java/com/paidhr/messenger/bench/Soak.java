package com.paidhr.messenger.bench;

import com.paidhr.messenger.testsupport.RunningMessenger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mixed day with the launcher's options: people use the service, at first alone, which is what
 * their times are held against, then while all attacks go on at a low rate. {@link SoakReport} says
 * what it must come to.
 */
public final class Soak {
  private static final int PEOPLE = 12;
  private static final int MOMENTS = 180;
  private static final int COLLECTIONS = 18;
  private static final int COUNTS = 3;

  /** Fewer times have no 99th percentile that two runs would agree on. */
  private static final int WINDOW = 300;

  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Pattern USED =
      Pattern.compile("^memory_usedHeap_bytes(?:\\{[^}]*})? (\\S+)", Pattern.MULTILINE);
  private static final Pattern ALIVE =
      Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);

  private final RunningMessenger messenger;
  private final List<SoakMoment> moments = new ArrayList<>();
  private final Samples window = new Samples();
  private final List<String> notes = new ArrayList<>();
  private int errorsBefore;

  private Soak(RunningMessenger messenger) {
    this.messenger = messenger;
  }

  /** {@code --minutes=N}; {@code --chart=FILE} and {@code --report=FILE} for what stays of it. */
  public static void main(String[] words) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    Options options = Options.parse(words);
    int minutes = options.number("minutes", 30);
    Path bench = Path.of(System.getProperty("messenger.bench", "bench")).toAbsolutePath();
    Path chart =
        options.word("chart").map(Path::of).orElse(bench.resolveSibling("docs/images/soak.svg"));
    Path report = options.word("report").map(Path::of).orElse(bench.resolve("results/soak.md"));
    String title = "Soak of %d minutes · %s".formatted(minutes, Machine.inWords());
    String load = "Load before it: " + Machine.load();
    System.out.println(title + " · " + load);
    boolean hasPassed;
    try (RunningMessenger messenger =
        RunningMessenger.with().env("LIMITS_RATE_FACTOR", "1").start()) {
      Soak soak = new Soak(messenger);
      SoakReport verdict = soak.run(Duration.ofMinutes(minutes));
      Files.writeString(chart, new SoakChart(title, soak.moments).svg());
      String text =
          verdict.text(
              title, load + ", after it: " + Machine.load(), String.join("\n", soak.notes));
      Files.writeString(report, text);
      System.out.println(text);
      hasPassed = verdict.failures().isEmpty();
    }
    System.out.println("The chart is in " + chart + ", the report in " + report);
    System.exit(hasPassed ? 0 : 1);
  }

  private SoakReport run(Duration length) throws Exception {
    try (var people = new People(messenger, PEOPLE)) {
      double calm = calm(people);
      note("p99 of %d and more requests of the people alone: %.0f ms", WINDOW, calm);
      try (var attackers = new Attackers(messenger)) {
        long begin = System.nanoTime();
        for (int i = 1; i <= MOMENTS && messenger.process().isAlive(); i++) {
          LockSupport.parkNanos(begin + length.toNanos() * i / MOMENTS - System.nanoTime());
          double alive =
              i % (MOMENTS / COLLECTIONS) == 0 ? attackers.between(this::alive) : Double.NaN;
          look((System.nanoTime() - begin) / 60e9, people, alive);
        }
        note(
            "%d requests of %d people, %d attacks, %d of them not answered to the end",
            people.done(), PEOPLE, attackers.done(), attackers.unanswered());
      }
      people.errors().forEach((error, times) -> note("%d × %s", times, error));
      return SoakReport.of(messenger, moments, calm, people.done());
    }
  }

  /** What people wait for when nobody attacks, once the program has warmed up. */
  private double calm(People people) {
    LockSupport.parkNanos(WARM_UP.toNanos());
    people.takeTimes();
    Samples times = new Samples();
    while (times.count() < WINDOW && messenger.process().isAlive()) {
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      times.addAll(people.takeTimes());
    }
    return times.millis(0.99);
  }

  private void note(String form, Object... values) {
    String line = String.format(Locale.ROOT, form, values);
    notes.add(line);
    System.out.println(line);
  }

  private void look(double minute, People people, double alive) {
    int errors = people.errors().values().stream().mapToInt(times -> times).sum();
    window.addAll(people.takeTimes());
    double p99 = Double.NaN;
    if (window.count() >= WINDOW) {
      p99 = window.millis(0.99);
      window.clear();
    }
    SoakMoment moment =
        new SoakMoment(
            minute,
            Machine.residentMib(messenger.process()),
            used(),
            alive,
            p99,
            crowding(),
            errors - errorsBefore);
    errorsBefore = errors;
    moments.add(moment);
    if (Double.isFinite(alive)) {
      System.out.printf(
          Locale.ROOT,
          "%5.1f min: %.0f MiB resident, %.0f MiB of heap alive, %d errors so far%n",
          minute,
          moment.resident(),
          alive,
          errors);
    }
  }

  /** How many times as much work the machine has as cores, at least once. */
  private static double crowding() {
    var machine = ManagementFactory.getOperatingSystemMXBean();
    return Math.max(1, machine.getSystemLoadAverage() / machine.getAvailableProcessors());
  }

  private double used() {
    Matcher used = USED.matcher(messenger.anonymous().get("/metrics").expect(200).text());
    return used.find() ? Double.parseDouble(used.group(1)) / (1 << 20) : Double.NaN;
  }

  /** The least of some counts, since a hash of a password alone is 19 MiB for a moment. */
  private double alive() throws IOException {
    double least = Double.NaN;
    for (int i = 0; i < COUNTS; i++) {
      double now = aliveNow();
      least = Double.isNaN(least) ? now : Math.min(least, now);
    }
    return least;
  }

  /**
   * Collects all garbage, as this tool of the JDK does before it counts, and tells what is left.
   */
  private double aliveNow() throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String pid = Long.toString(messenger.process().pid());
    Process count = new ProcessBuilder(jcmd.toString(), pid, "GC.class_histogram").start();
    String table = new String(count.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher alive = ALIVE.matcher(table);
    return alive.find() ? Double.parseDouble(alive.group(1)) / (1 << 20) : Double.NaN;
  }
}
