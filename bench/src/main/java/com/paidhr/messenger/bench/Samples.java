package com.paidhr.messenger.bench;

import java.util.Arrays;
import java.util.Locale;

/** Durations in nanoseconds. Not safe for several threads. */
final class Samples {
  private long[] nanos = new long[1024];
  private int count;

  void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = duration;
  }

  void addAll(Samples others) {
    for (int i = 0; i < others.count; i++) {
      add(others.nanos[i]);
    }
  }

  int count() {
    return count;
  }

  /** The duration that this share of all does not exceed, in milliseconds. */
  double millis(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.min(count - 1, (int) (share * count))] / 1e6;
  }

  String inWords(double share) {
    return String.format(Locale.ROOT, "%.2f", millis(share));
  }
}
