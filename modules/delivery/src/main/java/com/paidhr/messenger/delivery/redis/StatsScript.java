package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** {@code stats.lua}: numbers of a partition. */
final class StatsScript {
  private static final LuaScript SCRIPT = LuaScript.beside(StatsScript.class, "stats.lua");

  private StatsScript() {}

  static PartitionStats run(UnifiedJedis redis, int partition) {
    List<Long> reply =
        ((List<?>)
                SCRIPT.run(
                    redis,
                    Call.of(
                        List.of(RedisKeys.jobs(partition), RedisKeys.delayed(partition)),
                        List.of(RedisKeys.GROUP))))
            .stream().map(Long.class::cast).toList();
    long taken = reply.get(1);
    return new PartitionStats(
        partition,
        Math.max(0, reply.get(0) - taken),
        taken,
        reply.get(2),
        Duration.ofMillis(reply.get(3)),
        reply.get(4));
  }
}
