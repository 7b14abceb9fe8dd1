package com.paidhr.messenger.bench;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Durations in nanoseconds, to three digits. Not safe for several threads. */
final class Samples {
  private static final int DIGITS = 3;

  private final Histogram histogram = new Histogram(DIGITS);

  void add(long duration) {
    histogram.recordValue(Math.max(0, duration));
  }

  void addAll(Samples others) {
    histogram.add(others.histogram);
  }

  void clear() {
    histogram.reset();
  }

  int count() {
    return Math.toIntExact(histogram.getTotalCount());
  }

  /** The duration that this share of all does not exceed, in milliseconds. */
  double millis(double share) {
    return count() == 0 ? Double.NaN : histogram.getValueAtPercentile(100 * share) / 1e6;
  }

  String inWords(double share) {
    return String.format(Locale.ROOT, "%.2f", millis(share));
  }
}
