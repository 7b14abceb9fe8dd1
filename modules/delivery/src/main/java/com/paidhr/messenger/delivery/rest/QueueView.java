package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.control.QueueControl;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import com.paidhr.messenger.delivery.guard.Breaker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The delivery queue at this moment.
 *
 * @param paused whether no jobs are handed out
 * @param depth jobs that wait to be taken
 * @param inFlight jobs that were taken and are not done
 * @param delayed jobs that are not due yet
 * @param dead dead letters
 * @param oldestAgeMs age of the oldest job that is not done
 * @param bytes memory that waiting jobs use in Redis, estimated
 * @param breakers state of each circuit breaker of this node, CLOSED or OPEN
 * @param partitions the same numbers for each partition
 */
@Schema(name = "DeliveryQueue")
public record QueueView(
    boolean paused,
    long depth,
    long inFlight,
    long delayed,
    long dead,
    long oldestAgeMs,
    long bytes,
    Map<String, String> breakers,
    List<PartitionView> partitions) {

  /** One partition. */
  @Schema(name = "DeliveryPartition")
  public record PartitionView(
      int partition, long depth, long inFlight, long delayed, long oldestAgeMs, long bytes) {
    static PartitionView of(PartitionStats stats) {
      return new PartitionView(
          stats.partition(),
          stats.depth(),
          stats.inFlight(),
          stats.delayed(),
          stats.oldest().toMillis(),
          stats.bytes());
    }
  }

  static QueueView of(QueueControl.State state) {
    List<PartitionView> partitions = state.partitions().stream().map(PartitionView::of).toList();
    Map<String, String> breakers = new TreeMap<>();
    for (Breaker breaker : state.breakers()) {
      breakers.put(breaker.name(), breaker.state().name());
    }
    return new QueueView(
        state.paused(),
        sum(partitions, PartitionView::depth),
        sum(partitions, PartitionView::inFlight),
        sum(partitions, PartitionView::delayed),
        state.dead(),
        partitions.stream().mapToLong(PartitionView::oldestAgeMs).max().orElse(0),
        sum(partitions, PartitionView::bytes),
        breakers,
        partitions);
  }

  private static long sum(List<PartitionView> partitions, ToLongFunction<PartitionView> number) {
    return partitions.stream().mapToLong(number).sum();
  }
}
