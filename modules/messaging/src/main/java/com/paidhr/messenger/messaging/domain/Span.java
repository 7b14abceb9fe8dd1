package com.paidhr.messenger.messaging.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Consecutive seqs.
 *
 * @param from the first
 * @param to the last, inclusive; a span is never empty
 */
public record Span(long from, long to) {

  /** How many seqs it has. */
  public long length() {
    return to - from + 1;
  }

  /** What of this span none of the ranges covers, ascending. */
  public List<Span> without(Collection<ReadRange> covered) {
    List<Span> gaps = new ArrayList<>();
    long next = from;
    for (ReadRange range :
        covered.stream().sorted(Comparator.comparingLong(ReadRange::from)).toList()) {
      if (range.from() > to) {
        break;
      }
      if (range.from() > next) {
        gaps.add(new Span(next, range.from() - 1));
      }
      next = Math.max(next, range.to() + 1);
    }
    if (next <= to) {
      gaps.add(new Span(next, to));
    }
    return gaps;
  }
}
