package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.ConversationId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The queue between accepting a message and delivering it. At least once: a job is handed out until
 * it is acknowledged. Jobs of one conversation lie in one partition, first in first out. Times are
 * measured by the queue's own clock. Every method may throw when the queue's server is away; then
 * nothing is known about what it did, and doing it again is safe.
 */
public interface DeliveryQueue {

  /** How long a take may wait at most. */
  Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** How many partitions there are, numbered from 0. */
  int partitions();

  /** Where jobs of a conversation lie. */
  default int partitionOf(ConversationId conversation) {
    return Math.floorMod(conversation.value().hashCode(), partitions());
  }

  /**
   * Adds jobs in the order given.
   *
   * @throws QueueFullException when a partition has used up its bytes; other partitions may have
   *     taken theirs
   */
  void publish(Collection<? extends Job> jobs);

  /** Adds a job that may be taken after a delay. An equal job that already waits keeps its time. */
  void publishLater(Job job, Duration delay);

  /**
   * Takes up to {@code max} new jobs of a partition, oldest first, waiting up to {@code wait} for
   * the first. Empty when there is none or the queue is paused. A pause of another node is heard of
   * within about a second.
   */
  List<TakenJob> take(int partition, int max, Duration wait);

  /** Takes over jobs that another worker took and left alone for at least {@code idle}. */
  List<TakenJob> takeOver(int partition, int max, Duration idle);

  /** The jobs are done and leave the queue. */
  void acknowledge(Collection<TakenJob> jobs);

  /** Makes delayed jobs that are due ready to be taken. */
  Moved moveDue(int partition, int max);

  /**
   * Does the same, forgets workers that are gone, and says how the partition is. A node that works
   * does so once a second, for one partition after the other, and so hears of a pause.
   *
   * @param leftAlone how long a taken job may stay with a worker
   */
  Tended tend(int partition, int max, Duration leftAlone);

  /** Numbers of every partition. */
  List<PartitionStats> stats();

  /** Stops handing out jobs, on every node, until {@link #resume()}. Publishing goes on. */
  void pause();

  /** Ends a pause. */
  void resume();

  /** Whether the queue is paused. */
  boolean isPaused();

  /**
   * Ends this worker's part. From now on {@link #take} and {@link #takeOver} hand out nothing to
   * it. Waits until what it took is acknowledged, and at the deadline gives back the rest, so that
   * other workers get it at once. Acknowledging later what was given back does nothing. Publishing
   * goes on.
   *
   * @return what became of the jobs that were held when the drain began
   */
  Drained drain(Duration deadline);

  /**
   * @param finished jobs that were acknowledged within the deadline
   * @param givenBack jobs that were left and wait for another worker
   */
  record Drained(int finished, int givenBack) {}

  /**
   * @param jobs how many became ready
   * @param untilNext how long until the next one is due, if any waits
   */
  record Moved(int jobs, Optional<Duration> untilNext) {}

  /**
   * @param leftAlone whether a taken job stays with a worker for too long
   */
  record Tended(Moved moved, Epoch epoch, boolean leftAlone) {}

  /**
   * Names the present life of a partition. A new name means that the partition has lost what it
   * held, or may have lost the last of it, as when its server was restarted or replaced.
   *
   * @param name unlike that of any other life
   * @param isNew whether this call has begun it, since the partition was empty
   */
  record Epoch(String name, boolean isNew) {}

  /**
   * Numbers of one partition.
   *
   * @param depth jobs that wait to be taken
   * @param inFlight jobs that were taken and not acknowledged
   * @param delayed jobs that are not due yet
   * @param oldest age of the oldest job that is not acknowledged; zero when there is none
   * @param bytes memory that waiting jobs use, as the server estimates it
   */
  record PartitionStats(
      int partition, long depth, long inFlight, long delayed, Duration oldest, long bytes) {}
}
