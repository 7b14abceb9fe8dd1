package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** {@code acknowledge.lua}: removes jobs that are done. */
final class AcknowledgeScript {
  private static final LuaScript SCRIPT =
      LuaScript.beside(AcknowledgeScript.class, "acknowledge.lua");

  private AcknowledgeScript() {}

  /** How many of the entries were there. */
  static long run(UnifiedJedis redis, int partition, List<String> tickets) {
    List<Object> arguments = new ArrayList<>(tickets.size() + 1);
    arguments.add(RedisKeys.GROUP);
    arguments.addAll(tickets);
    return (Long) SCRIPT.run(redis, Call.of(List.of(RedisKeys.jobs(partition)), arguments));
  }
}
