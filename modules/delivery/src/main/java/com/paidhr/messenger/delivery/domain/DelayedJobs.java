package com.paidhr.messenger.delivery.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks at the jobs of the queue that are not due yet, without taking any. */
public interface DelayedJobs {

  /**
   * What waits, soonest first. What becomes due while pages are read is left out.
   *
   * @param after the place of the last one seen, empty at the start
   * @param max how many at most
   */
  List<Delayed> list(Optional<Place> after, int max);

  /**
   * A job and when it is due.
   *
   * @param text the job as the queue keeps it
   */
  record Delayed(Place place, String text) {

    /** When the job is due, by the queue's clock. */
    public Instant due() {
      return Instant.ofEpochMilli(place.dueMs());
    }

    /** The job; empty when the text is none, which its worker then puts aside. */
    public Optional<Job> job() {
      try {
        return Optional.of(Job.parse(text));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }

  /**
   * Where a job stands in the order of all partitions.
   *
   * @param dueMs when it is due, in milliseconds since 1970
   * @param partition its partition
   * @param index its place among those of the partition that are due at the same time, from 0
   */
  record Place(long dueMs, int partition, int index) implements Comparable<Place> {

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when it is no place
     */
    public static Place parse(String text) {
      String[] part = text.split(":", 3);
      Place place =
          new Place(Long.parseLong(part[0]), Integer.parseInt(part[1]), Integer.parseInt(part[2]));
      if (place.dueMs < 0
          || place.partition < 0
          || place.index < 0
          || place.index == Integer.MAX_VALUE) {
        throw new IllegalArgumentException("No place: " + text);
      }
      return place;
    }

    /** The place as text. */
    public String text() {
      return dueMs + ":" + partition + ":" + index;
    }

    @Override
    public int compareTo(Place other) {
      int byTime = Long.compare(dueMs, other.dueMs);
      int byPartition = byTime != 0 ? byTime : Integer.compare(partition, other.partition);
      return byPartition != 0 ? byPartition : Integer.compare(index, other.index);
    }
  }
}
