package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.UnifiedJedis;

/** {@code recover-message.lua}: tells a user, once, of a message that the lane has passed. */
final class RecoverMessageScript {
  private static final LuaScript SCRIPT =
      LuaScript.beside(RecoverMessageScript.class, "recover-message.lua");

  private RecoverMessageScript() {}

  /** False when that was told before. */
  static boolean run(UnifiedJedis redis, InboxSettings settings, UserId user, MessageId message) {
    Object reply =
        SCRIPT.run(
            redis,
            Call.of(
                List.of(RedisKeys.inbox(user), RedisKeys.lanes(user)),
                List.of(
                    message.conversation(),
                    message.seq(),
                    UUID.randomUUID(),
                    settings.length(),
                    settings.unusedAfter().toSeconds())));
    return reply.equals(1L);
  }
}
