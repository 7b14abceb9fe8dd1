package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.UnifiedJedis;

/** {@code skip-message.lua}: moves a lane past a message that is given up. */
final class SkipMessageScript {
  private static final LuaScript SCRIPT =
      LuaScript.beside(SkipMessageScript.class, "skip-message.lua");

  private SkipMessageScript() {}

  /** False when the lane had passed the message. */
  static boolean run(
      UnifiedJedis redis, InboxSettings settings, Job.Lane lane, long since, MessageId message) {
    Object reply =
        SCRIPT.run(
            redis,
            Call.of(
                List.of(RedisKeys.inbox(lane.recipient()), RedisKeys.lanes(lane.recipient())),
                List.of(
                    lane.conversation(),
                    message.seq(),
                    since - 1,
                    UUID.randomUUID(),
                    settings.length(),
                    settings.unusedAfter().toSeconds(),
                    Signals.command(redis),
                    RedisKeys.signal(lane.recipient()))));
    return reply.equals(1L);
  }
}
