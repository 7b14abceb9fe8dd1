package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** {@code remove-consumers.lua}: removes consumers that hold nothing and are gone. */
final class RemoveConsumersScript {
  private static final LuaScript SCRIPT =
      LuaScript.beside(RemoveConsumersScript.class, "remove-consumers.lua");

  private RemoveConsumersScript() {}

  /** How many consumers were removed. One that still works comes back with its next read. */
  static long run(UnifiedJedis redis, int partition, Duration idle) {
    return (Long)
        SCRIPT.run(
            redis,
            Call.of(List.of(RedisKeys.jobs(partition)), List.of(RedisKeys.GROUP, idle.toMillis())));
  }
}
