package com.paidhr.messenger.bench;

import com.paidhr.messenger.testsupport.RunningMessenger;
import com.paidhr.messenger.testsupport.attacks.Hostile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What a soak came to. It fails when the process died, when its memory grew or was too much, when
 * normal users were refused or waited too long, and when the log tells of an incident or has what
 * attackers sent.
 *
 * @param numbers what was measured, in words
 * @param failures why it did not pass
 * @param trouble the lines of the log that speak of it, with what stands below them
 */
record SoakReport(List<String> numbers, List<String> failures, List<String> trouble) {
  private static final double MOST_RESIDENT = 450;
  private static final double GROWTH = 1.1;

  /**
   * Minutes; in a shorter run the attacks have not all been met once when the last third begins.
   */
  private static final double SETTLED_AFTER = 10;

  /** Milliseconds that nine windows in ten must keep, or ten times of what was calm if longer. */
  private static final double BAR = 1_000;

  private static final int TIMES = 10;
  private static final double LATE_WINDOWS = 0.1;
  private static final double FAILED_REQUESTS = 0.001;
  private static final int MOST_LINES = 200;
  private static final List<String> TROUBLE = List.of(" SEVERE ", "Incident", Hostile.SECRET);

  static SoakReport of(
      RunningMessenger messenger, List<SoakMoment> moments, double calm, int requests) {
    SoakReport report =
        new SoakReport(new ArrayList<>(), new ArrayList<>(), trouble(messenger.log()));
    report.failWhere(!messenger.process().isAlive(), "the process ended");
    report.judgeMemory(moments);
    report.judgeTimes(moments, calm);
    int failed = moments.stream().mapToInt(SoakMoment::errors).sum();
    report.numbers.add(failed + " requests of the people failed");
    report.failWhere(
        failed > requests * FAILED_REQUESTS, "more than one request of the people in a thousand");
    report.failWhere(!report.trouble.isEmpty(), "the log has trouble, see below");
    return report;
  }

  private void failWhere(boolean has, String failure) {
    if (has) {
      failures.add(failure);
    }
  }

  private void number(String form, Object... values) {
    numbers.add(String.format(Locale.ROOT, form, values));
  }

  private void judgeMemory(List<SoakMoment> moments) {
    double most = moments.stream().mapToDouble(SoakMoment::resident).max().orElse(Double.NaN);
    number("at most %.0f MiB resident", most);
    failWhere(most > MOST_RESIDENT, "more than " + MOST_RESIDENT + " MiB resident");
    judgeGrowth("resident memory", moments, SoakMoment::resident);
    judgeGrowth("the heap that is alive", moments, SoakMoment::alive);
  }

  /**
   * The first third warms up; the least of the last is held against the least of the second, since
   * work comes and goes.
   */
  private void judgeGrowth(
      String what, List<SoakMoment> moments, ToDoubleFunction<SoakMoment> value) {
    int third = moments.size() / 3;
    double before = least(moments.subList(third, 2 * third), value);
    double after = least(moments.subList(2 * third, moments.size()), value);
    number(
        "the least of %s: %.0f MiB in the second third, %.0f MiB in the last", what, before, after);
    boolean isLong = moments.getLast().minute() > SETTLED_AFTER;
    failWhere(isLong && after > before * GROWTH, what + " grew");
  }

  private static double least(List<SoakMoment> moments, ToDoubleFunction<SoakMoment> value) {
    return finite(moments, value).min().orElse(Double.NaN);
  }

  private static DoubleStream finite(List<SoakMoment> moments, ToDoubleFunction<SoakMoment> value) {
    return moments.stream().mapToDouble(value).filter(Double::isFinite);
  }

  /** A window is late beyond the bar, on a machine with more work than cores as much beyond. */
  private void judgeTimes(List<SoakMoment> moments, double calm) {
    double[] windows = finite(moments, SoakMoment::p99).sorted().toArray();
    if (windows.length == 0) {
      failures.add("too few requests for a 99th percentile");
      return;
    }
    double bar = Math.max(BAR, TIMES * calm);
    long late = moments.stream().filter(moment -> moment.p99() > bar * moment.crowding()).count();
    number(
        "%d windows of 300 requests and more: the middle of their p99s is %.0f ms, nine in ten are"
            + " at most %.0f ms, the worst is %.0f ms; alone it was %.0f ms",
        windows.length,
        windows[windows.length / 2],
        windows[windows.length * 9 / 10],
        windows[windows.length - 1],
        calm);
    number(
        "%d of them above %.0f ms times the work for each core (%.1f in the middle); %d above one"
            + " second whatever the machine had to do",
        late,
        bar,
        finite(moments, SoakMoment::crowding).sorted().toArray()[moments.size() / 2],
        finite(moments, SoakMoment::p99).filter(p99 -> p99 > BAR).count());
    failWhere(late > windows.length * LATE_WINDOWS, "more than one window in ten is late");
  }

  /** Each such line with the indented ones below it, which say where it comes from. */
  private static List<String> trouble(String log) {
    List<String> found = new ArrayList<>();
    boolean isBelow = false;
    for (String line : log.lines().toList()) {
      boolean isRecord = line.matches("\\d{4}-\\d\\d-\\d\\dT.*");
      isBelow = TROUBLE.stream().anyMatch(line::contains) || isBelow && !isRecord;
      if (isBelow && found.size() < MOST_LINES) {
        found.add(line);
      }
    }
    return found;
  }

  /** As Markdown. */
  String text(String title, String load, String notes) {
    var text = new StringBuilder("# Use and attacks\n\n");
    text.append(title).append(".\n").append(load).append(".\n\n");
    notes.lines().forEach(line -> text.append("- ").append(line).append('\n'));
    numbers.forEach(line -> text.append("- ").append(line).append('\n'));
    text.append(failures.isEmpty() ? "\nPassed.\n" : "\nDid not pass:\n\n");
    failures.forEach(line -> text.append("- ").append(line).append('\n'));
    if (!trouble.isEmpty()) {
      text.append("\n```\n").append(String.join("\n", trouble)).append("\n```\n");
    }
    return text.toString();
  }
}
