package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** {@code release-lane.lua}: lets lanes go, unless they were handed more than they delivered. */
final class ReleaseLaneScript {
  private static final LuaScript SCRIPT =
      LuaScript.beside(ReleaseLaneScript.class, "release-lane.lua");

  private ReleaseLaneScript() {}

  /**
   * @param delivered the last message that each lane has delivered
   * @return the lanes that stay held, with the last message that they hold
   */
  static Map<Job.Lane, Long> runAll(
      UnifiedJedis redis, ToIntFunction<Job.Lane> partitionOf, Map<Job.Lane, Long> delivered) {
    List<Job.Lane> lanes = List.copyOf(delivered.keySet());
    List<@Nullable Object> replies =
        Replies.ofAll(
            SCRIPT,
            redis,
            lanes.stream()
                .map(lane ->
                    Call.of(
                        List.of(RedisKeys.held(partitionOf.applyAsInt(lane), lane.conversation())),
                        List.of(lane.recipient(), delivered.getOrDefault(lane, 0L)))));
    Map<Job.Lane, Long> stillHeld = new LinkedHashMap<>();
    for (int i = 0; i < lanes.size(); i++) {
      if (replies.get(i) instanceof Long upTo && upTo > 0) {
        stillHeld.put(lanes.get(i), upTo);
      }
    }
    return stillHeld;
  }
}
