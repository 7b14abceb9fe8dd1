package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.UnifiedJedis;

/** {@code recover-message.lua}: tells a user of a passed message that the inbox does not show. */
final class RecoverMessageScript {
  private static final LuaScript SCRIPT =
      LuaScript.beside(RecoverMessageScript.class, "recover-message.lua");

  private RecoverMessageScript() {}

  /** False when the inbox shows the message; else it tells of it now. */
  static boolean tell(UnifiedJedis redis, InboxSettings settings, UserId user, MessageId message) {
    return run(redis, settings, user, message, 1);
  }

  /** Whether the inbox shows the message. */
  static boolean look(UnifiedJedis redis, InboxSettings settings, UserId user, MessageId message) {
    return !run(redis, settings, user, message, 0);
  }

  private static boolean run(
      UnifiedJedis redis, InboxSettings settings, UserId user, MessageId message, int tells) {
    Object reply =
        SCRIPT.run(
            redis,
            Call.of(
                List.of(RedisKeys.inbox(user), RedisKeys.lanes(user)),
                List.of(
                    message.conversation(),
                    message.seq(),
                    tells,
                    UUID.randomUUID(),
                    settings.length(),
                    settings.unusedAfter().toSeconds(),
                    Signals.command(redis),
                    RedisKeys.signal(user))));
    return reply.equals(1L);
  }
}
