package com.paidhr.messenger.messaging.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one user read of one stretch of a thousand seqs. Ranges never overlap, and none is ever
 * changed, so the time of a first read never moves.
 *
 * @param index the stretch: seq / {@link #SIZE}
 * @param ranges in the order in which they were read
 * @param version grows with every change; 0 when nothing is stored yet
 */
public record ReadBucket(long index, List<ReadRange> ranges, long version) {
  /** How many seqs a bucket spans. */
  public static final long SIZE = 1_000;

  /** Nothing read yet. */
  public static ReadBucket empty(long index) {
    return new ReadBucket(index, List.of(), 0);
  }

  /** The bucket of a seq. */
  public static long indexOf(long seq) {
    return seq / SIZE;
  }

  /** The part of the span that lies in this bucket and was not read yet. */
  public List<Span> unread(Span span) {
    long from = Math.max(span.from(), index * SIZE);
    long to = Math.min(span.to(), index * SIZE + SIZE - 1);
    return from > to ? List.of() : new Span(from, to).without(ranges);
  }

  /** This bucket with more ranges. */
  public ReadBucket with(List<ReadRange> more) {
    return new ReadBucket(
        index, Stream.concat(ranges.stream(), more.stream()).toList(), version + 1);
  }

  /** The first seq from this one of the bucket on that was not read, perhaps the next bucket's. */
  public long firstUnread(long from) {
    long end = (index + 1) * SIZE;
    List<Span> unread = unread(new Span(from, end));
    return unread.isEmpty() ? end : unread.getFirst().from();
  }

  /** The first seq behind this one of the bucket that was read; the next bucket's first if none. */
  public long nextRead(long from) {
    return ranges.stream()
        .mapToLong(ReadRange::from)
        .filter(start -> start > from)
        .min()
        .orElse((index + 1) * SIZE);
  }

  /** When the message was first read. */
  public Optional<Instant> readAt(long seq) {
    return ranges.stream()
        .filter(range -> range.from() <= seq && seq <= range.to())
        .map(ReadRange::at)
        .findFirst();
  }
}
