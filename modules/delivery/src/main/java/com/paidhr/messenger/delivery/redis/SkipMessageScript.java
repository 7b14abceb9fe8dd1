package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** {@code skip-message.lua}: moves a lane past a message that is given up. */
final class SkipMessageScript {
  private static final LuaScript SCRIPT =
      LuaScript.beside(SkipMessageScript.class, "skip-message.lua");

  private SkipMessageScript() {}

  /** False when the message went in already. */
  static boolean run(UnifiedJedis redis, Job.Lane lane, MessageId message) {
    Object reply =
        SCRIPT.run(
            redis,
            Call.of(
                List.of(RedisKeys.lanes(lane.recipient())),
                List.of(lane.conversation(), message.seq())));
    return reply.equals(1L);
  }
}
