package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** {@code acknowledge.lua}: removes jobs that are done or given back. */
final class AcknowledgeScript {
  private static final LuaScript SCRIPT =
      LuaScript.beside(AcknowledgeScript.class, "acknowledge.lua");

  private AcknowledgeScript() {}

  /** How many of the entries were there. */
  static long run(UnifiedJedis redis, int partition, List<String> tickets) {
    return run(redis, partition, "", tickets);
  }

  /** Queues a job again behind the others; false when it is done already. */
  static boolean giveBack(UnifiedJedis redis, TakenJob job) {
    return run(redis, job.partition(), job.job().text(), List.of(job.ticket())) > 0;
  }

  private static long run(UnifiedJedis redis, int partition, String again, List<String> tickets) {
    List<Object> arguments = new ArrayList<>(tickets.size() + 2);
    arguments.add(RedisKeys.GROUP);
    arguments.add(again);
    arguments.addAll(tickets);
    return (Long) SCRIPT.run(redis, Call.of(List.of(RedisKeys.jobs(partition)), arguments));
  }
}
