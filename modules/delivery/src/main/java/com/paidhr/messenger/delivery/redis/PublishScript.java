package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** {@code publish.lua}: adds jobs to a partition within its bytes. */
final class PublishScript {
  private static final LuaScript SCRIPT = LuaScript.beside(PublishScript.class, "publish.lua");

  private PublishScript() {}

  /** False when the partition is full; then none was added. */
  static boolean run(UnifiedJedis redis, int partition, long maxBytes, List<String> jobs) {
    List<Object> arguments = new ArrayList<>(jobs.size() + 1);
    arguments.add(maxBytes);
    arguments.addAll(jobs);
    Object reply =
        SCRIPT.run(
            redis,
            Call.of(List.of(RedisKeys.jobs(partition), RedisKeys.delayed(partition)), arguments));
    return reply.equals(1L);
  }
}
