package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.QueueFullException;
import com.paidhr.messenger.delivery.domain.TakenJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XAutoClaimParams;
import redis.clients.jedis.params.XPendingParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;
import redis.clients.jedis.resps.StreamPendingEntry;

/**
 * The queue on Redis Streams: per partition one stream with a consumer group and one sorted set of
 * delayed jobs. Works on one server, Sentinel and Cluster, since no command spans partitions.
 */
public final class RedisDeliveryQueue implements DeliveryQueue {
  private static final Logger LOG = LoggerFactory.getLogger(RedisDeliveryQueue.class);
  private static final Duration PAUSE_CHECK = Duration.ofMillis(250);
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
  private static final int ADDED_AT_ONCE = 500;

  private final UnifiedJedis redis;
  private final UnifiedJedis blocking;
  private final int partitions;
  private final long maxBytesPerPartition;
  private final String consumer;
  private final HeldJobs held = new HeldJobs();

  /**
   * @param redis for commands that answer at once
   * @param blocking for reads that wait; its timeout is longer than they wait
   * @param consumer names this worker, unlike any other's name
   */
  public RedisDeliveryQueue(
      UnifiedJedis redis, UnifiedJedis blocking, int partitions, long maxBytes, String consumer) {
    this.redis = redis;
    this.blocking = blocking;
    this.partitions = partitions;
    this.maxBytesPerPartition = Math.max(1, maxBytes / partitions);
    this.consumer = consumer;
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
    for (int from = 0; from < jobs.size(); from += ADDED_AT_ONCE) {
      List<String> some = jobs.subList(from, Math.min(jobs.size(), from + ADDED_AT_ONCE));
      if (!PublishScript.run(redis, partition, maxBytesPerPartition, some)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void publishLater(Job job, Duration delay) {
    DelayScript.run(redis, partitionOf(job.conversation()), job, delay, "");
  }

  @Override
  public List<TakenJob> take(int partition, int max, Duration wait) {
    if (isPaused()) {
      LockSupport.parkNanos(
          PAUSE_CHECK.compareTo(wait) < 0 ? PAUSE_CHECK.toNanos() : wait.toNanos());
      return List.of();
    }
    return holding(() -> read(partition, max, wait));
  }

  @Override
  public List<TakenJob> takeOver(int partition, int max, Duration idle) {
    return isPaused() ? List.of() : holding(() -> claim(partition, max, idle));
  }

  /** Notes what a read takes. What comes while the worker drains goes back at once. */
  private List<TakenJob> holding(Supplier<List<TakenJob>> read) {
    if (!held.beginRead()) {
      return List.of();
    }
    try {
      List<TakenJob> taken = read.get();
      held.add(taken);
      if (held.isClosed()) {
        taken.forEach(job -> retry(job, Duration.ZERO));
        return List.of();
      }
      return taken;
    } finally {
      held.endRead();
    }
  }

  private List<TakenJob> read(int partition, int max, Duration wait) {
    XReadGroupParams params = XReadGroupParams.xReadGroupParams().count(max);
    if (!wait.isZero()) {
      params.block(Math.toIntExact(Math.max(1, wait.toMillis())));
    }
    Map<String, List<StreamEntry>> read =
        inGroup(
            partition,
            () ->
                blocking.xreadGroupAsMap(
                    RedisKeys.GROUP,
                    consumer,
                    params,
                    Map.of(RedisKeys.jobs(partition), StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY)));
    return read == null
        ? List.of()
        : read.values().stream()
            .flatMap(List::stream)
            .map(entry -> taken(partition, entry, 1))
            .filter(Objects::nonNull)
            .toList();
  }

  private List<TakenJob> claim(int partition, int max, Duration idle) {
    String key = RedisKeys.jobs(partition);
    List<StreamEntry> claimed =
        inGroup(
            partition,
            () ->
                redis
                    .xautoclaim(
                        key,
                        RedisKeys.GROUP,
                        consumer,
                        idle.toMillis(),
                        new StreamEntryID(0, 0),
                        XAutoClaimParams.xAutoClaimParams().count(max))
                    .getValue());
    RemoveConsumersScript.run(redis, partition, FORGOTTEN_AFTER);
    List<StreamEntry> there = claimed.stream().filter(Objects::nonNull).toList();
    Map<StreamEntryID, Long> times = timesOf(key, there);
    return there.stream()
        .map(entry -> taken(partition, entry, times.getOrDefault(entry.getID(), 1L)))
        .filter(Objects::nonNull)
        .toList();
  }

  /** How often entries of this worker, in their order, were handed out. */
  private Map<StreamEntryID, Long> timesOf(String key, List<StreamEntry> entries) {
    if (entries.isEmpty()) {
      return Map.of();
    }
    XPendingParams between =
        XPendingParams.xPendingParams(
                entries.getFirst().getID(), entries.getLast().getID(), Integer.MAX_VALUE)
            .consumer(consumer);
    return redis.xpending(key, RedisKeys.GROUP, between).stream()
        .collect(
            Collectors.toMap(StreamPendingEntry::getID, StreamPendingEntry::getDeliveredTimes));
  }

  /** An entry that is no job of ours is removed and logged: it could never be done. */
  private @Nullable TakenJob taken(int partition, StreamEntry entry, long times) {
    String text = entry.getFields() == null ? "" : entry.getFields().getOrDefault("j", "");
    try {
      return new TakenJob(
          Job.parse(text),
          partition,
          entry.getID().toString(),
          Instant.ofEpochMilli(entry.getID().getTime()),
          times);
    } catch (IllegalArgumentException e) {
      LOG.error("Entry {} of partition {} is no job and was removed", entry.getID(), partition);
      AcknowledgeScript.run(redis, partition, List.of(entry.getID().toString()));
      return null;
    }
  }

  @Override
  public void acknowledge(Collection<TakenJob> jobs) {
    Map<Integer, List<String>> byPartition = new TreeMap<>();
    for (TakenJob job : jobs) {
      byPartition.computeIfAbsent(job.partition(), p -> new ArrayList<>()).add(job.ticket());
    }
    byPartition.forEach((partition, tickets) -> {
      for (int from = 0; from < tickets.size(); from += ADDED_AT_ONCE) {
        AcknowledgeScript.run(
            redis,
            partition,
            tickets.subList(from, Math.min(tickets.size(), from + ADDED_AT_ONCE)));
      }
    });
    held.remove(jobs);
  }

  @Override
  public void retry(TakenJob job, Duration delay) {
    DelayScript.run(redis, job.partition(), job.job(), delay, job.ticket());
    held.remove(List.of(job));
  }

  @Override
  public Moved moveDue(int partition, int max) {
    return MoveDueScript.run(redis, partition, max);
  }

  @Override
  public List<PartitionStats> stats() {
    return IntStream.range(0, partitions).mapToObj(p -> StatsScript.run(redis, p)).toList();
  }

  @Override
  public void pause() {
    redis.set(RedisKeys.PAUSED, "1");
  }

  @Override
  public void resume() {
    redis.del(RedisKeys.PAUSED);
  }

  @Override
  public boolean isPaused() {
    return redis.exists(RedisKeys.PAUSED);
  }

  @Override
  public Epoch epoch(int partition) {
    return EpochScript.run(redis, partition);
  }

  @Override
  public Drained drain(Duration deadline) {
    held.close();
    int before = held.all().size();
    try {
      held.awaitNone(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<TakenJob> left = held.all();
    left.forEach(job -> retry(job, Duration.ZERO));
    for (int partition = 0; partition < partitions; partition++) {
      leave(partition);
    }
    return new Drained(Math.max(0, before - left.size()), left.size());
  }

  /** A consumer that holds nothing need not be remembered. */
  private void leave(int partition) {
    String key = RedisKeys.jobs(partition);
    XPendingParams mine = XPendingParams.xPendingParams("-", "+", 1).consumer(consumer);
    if (inGroup(partition, () -> redis.xpending(key, RedisKeys.GROUP, mine)).isEmpty()) {
      redis.xgroupDelConsumer(key, RedisKeys.GROUP, consumer);
    }
  }

  /** Does something that needs the consumer group, and makes the group when it is not there. */
  private <T> T inGroup(int partition, Supplier<T> command) {
    try {
      return command.get();
    } catch (JedisDataException e) {
      restoreGroup(partition, e);
      return command.get();
    }
  }

  /** The group is gone with the stream after FLUSHALL; beginning at 0 misses nothing. */
  private void restoreGroup(int partition, JedisDataException e) {
    String reason = String.valueOf(e.getMessage());
    if (!reason.startsWith("NOGROUP") && !reason.startsWith("UNBLOCKED")) {
      throw e;
    }
    try {
      redis.xgroupCreate(RedisKeys.jobs(partition), RedisKeys.GROUP, new StreamEntryID(0, 0), true);
    } catch (JedisDataException exists) {
      if (!String.valueOf(exists.getMessage()).startsWith("BUSYGROUP")) {
        throw exists;
      }
    }
  }
}
