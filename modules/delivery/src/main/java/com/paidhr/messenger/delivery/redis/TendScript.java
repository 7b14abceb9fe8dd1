package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.DeliveryQueue.Epoch;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.Moved;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.Tended;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import redis.clients.jedis.UnifiedJedis;

/** {@code tend.lua}: makes delayed jobs that are due ready, and looks after the partition. */
final class TendScript {
  private static final LuaScript SCRIPT = LuaScript.beside(TendScript.class, "tend.lua");
  private static final Long YES = 1L;

  private TendScript() {}

  /** What a look has found, and whether the queue is paused. */
  record Look(Tended tended, boolean paused) {}

  /** Makes up to {@code max} jobs ready. */
  static Moved move(UnifiedJedis redis, int partition, int max) {
    return moved(run(redis, partition, max, "", Duration.ZERO, Duration.ZERO));
  }

  /**
   * Makes up to {@code max} jobs ready and looks after the partition.
   *
   * @param leftAlone how long a job that was taken may be left alone
   * @param silent how long a consumer that holds nothing is remembered; one that still works comes
   *     back with its next read
   */
  static Look look(
      UnifiedJedis redis, int partition, int max, Duration leftAlone, Duration silent) {
    List<?> reply = run(redis, partition, max, UUID.randomUUID(), leftAlone, silent);
    Epoch epoch =
        new Epoch(text(reply.get(2)) + "@" + text(reply.get(4)), reply.get(3).equals(YES));
    return new Look(
        new Tended(moved(reply), epoch, reply.get(6).equals(YES)), reply.get(5).equals(YES));
  }

  private static List<?> run(
      UnifiedJedis redis,
      int partition,
      int max,
      Object newLife,
      Duration leftAlone,
      Duration silent) {
    return (List<?>)
        SCRIPT.run(
            redis,
            Call.of(
                List.of(
                    RedisKeys.delayed(partition),
                    RedisKeys.jobs(partition),
                    RedisKeys.epoch(partition),
                    RedisKeys.paused(partition)),
                List.of(max, newLife, RedisKeys.GROUP, leftAlone.toMillis(), silent.toMillis())));
  }

  private static Moved moved(List<?> reply) {
    long untilNext = (Long) reply.get(1);
    return new Moved(
        Math.toIntExact((Long) reply.get(0)),
        untilNext < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(untilNext)));
  }

  private static String text(Object value) {
    return new String((byte[]) value, StandardCharsets.UTF_8);
  }
}
