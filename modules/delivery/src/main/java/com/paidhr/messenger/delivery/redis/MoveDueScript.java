package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.DeliveryQueue.Moved;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;

/** {@code move-due.lua}: makes delayed jobs that are due ready to be taken. */
final class MoveDueScript {
  private static final LuaScript SCRIPT = LuaScript.beside(MoveDueScript.class, "move-due.lua");

  private MoveDueScript() {}

  static Moved run(UnifiedJedis redis, int partition, int max) {
    List<?> reply =
        (List<?>)
            SCRIPT.run(
                redis,
                Call.of(
                    List.of(RedisKeys.delayed(partition), RedisKeys.jobs(partition)),
                    List.of(max)));
    long untilNext = (Long) reply.get(1);
    return new Moved(
        Math.toIntExact((Long) reply.get(0)),
        untilNext < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(untilNext)));
  }
}
