package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** {@code delay.lua}: lets a job wait, where an equal one that waits keeps its time. */
final class DelayScript {
  private static final LuaScript SCRIPT = LuaScript.beside(DelayScript.class, "delay.lua");

  private DelayScript() {}

  /** The due time in milliseconds by Redis' clock. */
  static long run(UnifiedJedis redis, int partition, Job job, Duration delay) {
    return (Long)
        SCRIPT.run(
            redis,
            Call.of(List.of(RedisKeys.delayed(partition)), List.of(job.text(), delay.toMillis())));
  }
}
