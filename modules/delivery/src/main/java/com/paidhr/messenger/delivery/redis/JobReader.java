package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.shared.redis.RedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

/** Reads jobs from the streams of partitions, in the name of one consumer of their group. */
final class JobReader {
  private static final Logger LOG = LoggerFactory.getLogger(JobReader.class);

  private final UnifiedJedis redis;
  private final UnifiedJedis waiting;
  private final String consumer;

  JobReader(UnifiedJedis redis, UnifiedJedis waiting, String consumer) {
    this.redis = redis;
    this.waiting = waiting;
    this.consumer = consumer;
  }

  /** Jobs that nobody has taken, waiting for the first. */
  List<TakenJob> read(int partition, int max, Duration wait) {
    XReadGroupParams params = XReadGroupParams.xReadGroupParams().count(max);
    if (!wait.isZero()) {
      params.block(Math.toIntExact(Math.max(1, wait.toMillis())));
    }
    Map<String, List<StreamEntry>> read =
        inGroup(
            partition,
            () ->
                waiting.xreadGroupAsMap(
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

  /** Ends reads that wait. */
  void endReads() {
    try {
      RedisConnection.unblock(redis, consumer);
    } catch (RuntimeException e) {
      LOG.debug("Reads that wait end by themselves: {}", e.toString());
    }
  }

  /** Jobs that another consumer took and left alone. */
  List<TakenJob> claim(int partition, int max, Duration idle) {
    String key = RedisKeys.jobs(partition);
    XAutoClaimParams params = XAutoClaimParams.xAutoClaimParams().count(max);
    StreamEntryID first = new StreamEntryID(0, 0);
    List<StreamEntry> claimed =
        inGroup(
            partition,
            () ->
                redis
                    .xautoclaim(key, RedisKeys.GROUP, consumer, idle.toMillis(), first, params)
                    .getValue());
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

  /** A consumer that holds nothing need not be remembered. */
  void leave(int partition) {
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
