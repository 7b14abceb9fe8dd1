package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.DelayedJobs;
import com.paidhr.messenger.shared.redis.Piped;
import com.paidhr.messenger.shared.redis.PipedReply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.resps.Tuple;

/** Delayed jobs of all partitions in one order, asked of every partition in one go. */
final class RedisDelayedJobs implements DelayedJobs {
  private final UnifiedJedis redis;
  private final int partitions;

  RedisDelayedJobs(UnifiedJedis redis, int partitions) {
    this.redis = redis;
    this.partitions = partitions;
  }

  /**
   * Jobs of a partition that are all due later than the last one seen, or all at the same time.
   *
   * @param first the index of the first among those that are due at its time
   */
  private record Part(int partition, int first, Response<List<Tuple>> jobs) {}

  @Override
  public List<Delayed> list(Optional<Place> after, int max) {
    List<Part> parts = new ArrayList<>(partitions + 1);
    Piped.send(
        redis,
        pipeline -> {
          for (int partition = 0; partition < partitions; partition++) {
            ask(pipeline, partition, after, max, parts);
          }
        });
    List<Delayed> found = new ArrayList<>();
    parts.forEach(part -> collect(part, found));
    found.sort(Comparator.comparing(Delayed::place));
    return List.copyOf(found.subList(0, Math.min(max, found.size())));
  }

  /** At the time of the last one seen, the partitions before its own have shown all they have. */
  private static void ask(
      AbstractPipeline pipeline, int partition, Optional<Place> after, int max, List<Part> parts) {
    String key = RedisKeys.delayed(partition);
    String from = "-inf";
    if (after.isPresent()) {
      Place last = after.get();
      from = (partition > last.partition() ? "" : "(") + last.dueMs();
      if (partition == last.partition()) {
        String same = Long.toString(last.dueMs());
        int next = last.index() + 1;
        parts.add(
            new Part(
                partition, next, pipeline.zrangeByScoreWithScores(key, same, same, next, max)));
      }
    }
    parts.add(new Part(partition, 0, pipeline.zrangeByScoreWithScores(key, from, "+inf", 0, max)));
  }

  private static void collect(Part part, List<Delayed> found) {
    int index = part.first();
    long before = -1;
    for (Tuple job : PipedReply.of(part.jobs())) {
      long due = (long) job.getScore();
      index = before < 0 || due == before ? index : 0;
      before = due;
      found.add(new Delayed(new Place(due, part.partition(), index), job.getElement()));
      index++;
    }
  }
}
