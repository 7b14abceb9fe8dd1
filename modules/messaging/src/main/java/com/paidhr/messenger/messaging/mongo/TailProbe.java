package com.paidhr.messenger.messaging.mongo;

import com.paidhr.messenger.messaging.domain.Tail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Finds the end of a log that has no hole by asking which of some places are taken: first all that
 * are near and some ever farther away, then, between the last taken and the first free one, a finer
 * grid until they are neighbours. Takes one question when the hint is at most {@link #NEAR} places
 * behind, and at most eight below 2⁴⁰ messages, one more when the hint is too high.
 */
final class TailProbe {
  static final int NEAR = 64;

  private static final int FARTHEST = 40;
  private static final int GRID = 63;

  private final Function<List<Long>, List<Tail>> taken;

  /**
   * @param taken which of the asked seqs exist
   */
  TailProbe(Function<List<Long>, List<Tail>> taken) {
    this.taken = taken;
  }

  Tail from(long hint) {
    List<Long> asked = new ArrayList<>();
    if (hint > 0) {
      asked.add(hint);
    }
    for (int places = 1; places <= NEAR; places++) {
      asked.add(hint + places);
    }
    for (long places = 2L * NEAR; places <= 1L << FARTHEST; places *= 2) {
      asked.add(hint + places);
    }
    Tail low = farthest(asked, Tail.EMPTY);
    if (low.seq() < hint) {
      return from(0); // The hint was too high.
    }
    long high = firstAbove(asked, low.seq());
    while (high - low.seq() > 1) {
      List<Long> grid = grid(low.seq(), high);
      low = farthest(grid, low);
      high = Math.min(high, firstAbove(grid, low.seq()));
    }
    return low;
  }

  private Tail farthest(List<Long> asked, Tail known) {
    return taken.apply(asked).stream()
        .filter(tail -> tail.seq() > known.seq())
        .max(Comparator.comparingLong(Tail::seq))
        .orElse(known);
  }

  private static long firstAbove(List<Long> ascending, long seq) {
    return ascending.stream().filter(asked -> asked > seq).findFirst().orElse(Long.MAX_VALUE);
  }

  private static List<Long> grid(long low, long high) {
    long free = high - low - 1;
    long cells = Math.min(free, GRID);
    List<Long> grid = new ArrayList<>();
    for (long i = 1; i <= cells; i++) {
      grid.add(low + Math.max(1, i * (free + 1) / (cells + 1)));
    }
    return grid.stream().distinct().toList();
  }
}
