package com.paidhr.messenger.app.consistency.mongo;

import com.paidhr.messenger.app.consistency.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps apart what disagrees from what is just being written: things that are young are not judged,
 * and what looks wrong is looked at twice.
 *
 * @param after how old something must be
 */
record Settled(Clock clock, Duration after) {

  boolean isSettled(Instant time) {
    return !time.isAfter(clock.instant().minus(after));
  }

  /** What two looks agree on. */
  static List<Finding> twice(Supplier<List<Finding>> look) {
    List<Finding> first = look.get();
    if (first.isEmpty()) {
      return first;
    }
    List<Finding> second = look.get();
    return first.stream().filter(second::contains).toList();
  }
}
