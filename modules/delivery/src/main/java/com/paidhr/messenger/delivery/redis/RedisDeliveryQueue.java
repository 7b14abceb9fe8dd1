package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.QueueFullException;
import com.paidhr.messenger.delivery.domain.TakenJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import redis.clients.jedis.UnifiedJedis;

/**
 * The queue on Redis Streams: per partition one stream with a consumer group and one sorted set of
 * delayed jobs. Works on one server, Sentinel and Cluster, since no command spans partitions.
 */
public final class RedisDeliveryQueue implements DeliveryQueue {
  private static final Duration PAUSE_CHECK = Duration.ofMillis(250);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final int ADDED_AT_ONCE = 500;

  private final UnifiedJedis redis;
  private final int partitions;
  private final long maxBytesPerPartition;
  private final JobReader reader;
  private final DueTimers timers;
  private final HeldJobs held = new HeldJobs();
  private final Pause pause;

  /**
   * @param redis for commands that answer at once
   * @param waiting for reads that wait, connected in the name of the consumer
   * @param consumer names this worker, unlike any other's name
   * @param timers woken by what this worker delays
   */
  public RedisDeliveryQueue(
      UnifiedJedis redis,
      UnifiedJedis waiting,
      int partitions,
      long maxBytes,
      String consumer,
      DueTimers timers) {
    this.redis = redis;
    this.partitions = partitions;
    this.maxBytesPerPartition = Math.max(1, maxBytes / partitions);
    this.reader = new JobReader(redis, waiting, consumer);
    this.timers = timers;
    this.pause = new Pause(() -> redis.exists(RedisKeys.paused(0)));
  }

  @Override
  public int partitions() {
    return partitions;
  }

  @Override
  public void publish(Collection<? extends Job> jobs) {
    Map<Integer, List<String>> byPartition = new TreeMap<>();
    for (Job job : jobs) {
      byPartition
          .computeIfAbsent(partitionOf(job.conversation()), p -> new ArrayList<>())
          .add(job.text());
    }
    int full = -1;
    for (Map.Entry<Integer, List<String>> part : byPartition.entrySet()) {
      if (!publish(part.getKey(), part.getValue())) {
        full = part.getKey();
      }
    }
    if (full >= 0) {
      throw new QueueFullException(full);
    }
  }

  private boolean publish(int partition, List<String> jobs) {
    return inParts(jobs).stream()
        .allMatch(some -> PublishScript.run(redis, partition, maxBytesPerPartition, some));
  }

  /** Parts that are small enough for a script. */
  private static List<List<String>> inParts(List<String> all) {
    return all.stream().gather(Gatherers.windowFixed(ADDED_AT_ONCE)).toList();
  }

  @Override
  public void publishLater(Job job, Duration delay) {
    int partition = partitionOf(job.conversation());
    DelayScript.run(redis, partition, job, delay);
    timers.set(partition, delay);
  }

  @Override
  public List<TakenJob> take(int partition, int max, Duration wait) {
    if (pause.isOn()) {
      LockSupport.parkNanos(
          PAUSE_CHECK.compareTo(wait) < 0 ? PAUSE_CHECK.toNanos() : wait.toNanos());
      return List.of();
    }
    return holding(() -> reader.read(partition, max, wait));
  }

  @Override
  public List<TakenJob> takeOver(int partition, int max, Duration idle) {
    return pause.isOn() ? List.of() : holding(() -> reader.claim(partition, max, idle));
  }

  /** Notes what a read takes. What comes to a worker that drains or pauses goes back at once. */
  private List<TakenJob> holding(Supplier<List<TakenJob>> read) {
    if (!held.beginRead()) {
      return List.of();
    }
    try {
      List<TakenJob> taken = read.get();
      held.add(taken);
      if (!taken.isEmpty() && (held.isClosed() || pause.isOn())) {
        taken.forEach(this::giveBack);
        return List.of();
      }
      return taken;
    } finally {
      held.endRead();
    }
  }

  @Override
  public void acknowledge(Collection<TakenJob> jobs) {
    Map<Integer, List<String>> byPartition = new TreeMap<>();
    for (TakenJob job : jobs) {
      byPartition.computeIfAbsent(job.partition(), p -> new ArrayList<>()).add(job.ticket());
    }
    byPartition.forEach((partition, tickets) ->
        inParts(tickets).forEach(some -> AcknowledgeScript.run(redis, partition, some)));
    held.remove(jobs);
  }

  private void giveBack(TakenJob job) {
    AcknowledgeScript.giveBack(redis, job);
    held.remove(List.of(job));
  }

  @Override
  public Moved moveDue(int partition, int max) {
    return TendScript.move(redis, partition, max);
  }

  @Override
  public Tended tend(int partition, int max, Duration leftAlone) {
    TendScript.Look look = TendScript.look(redis, partition, max, leftAlone, FORGOTTEN_AFTER);
    pause.hear(look.paused());
    return look.tended();
  }

  @Override
  public List<PartitionStats> stats() {
    return IntStream.range(0, partitions).mapToObj(p -> StatsScript.run(redis, p)).toList();
  }

  @Override
  public void pause() {
    IntStream.range(0, partitions).forEach(p -> redis.set(RedisKeys.paused(p), "1"));
    pause.hear(true);
  }

  @Override
  public void resume() {
    IntStream.range(0, partitions).forEach(p -> redis.del(RedisKeys.paused(p)));
    pause.hear(false);
  }

  @Override
  public boolean isPaused() {
    return pause.ask();
  }

  @Override
  public Drained drain(Duration deadline) {
    held.close();
    int before = held.all().size();
    try {
      held.awaitNone(deadline, reader::endReads);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<TakenJob> left = held.all();
    left.forEach(this::giveBack);
    for (int partition = 0; partition < partitions; partition++) {
      reader.leave(partition);
    }
    return new Drained(Math.max(0, before - left.size()), left.size());
  }
}
