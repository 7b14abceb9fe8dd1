package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** {@code read-lane.lua}: reads the state of held lanes. */
final class ReadLaneScript {
  private static final LuaScript SCRIPT = LuaScript.beside(ReadLaneScript.class, "read-lane.lua");

  private ReadLaneScript() {}

  /** The states; lanes that are not held are left out. */
  static Map<Job.Lane, HeldLane> runAll(
      UnifiedJedis redis, ToIntFunction<Job.Lane> partitionOf, Collection<Job.Lane> lanes) {
    List<Job.Lane> asked = List.copyOf(lanes);
    List<@Nullable Object> replies =
        Replies.ofAll(
            SCRIPT,
            redis,
            asked.stream()
                .map(lane ->
                    Call.of(
                        List.of(RedisKeys.held(partitionOf.applyAsInt(lane), lane.conversation())),
                        List.of(lane.recipient()))));
    Map<Job.Lane, HeldLane> states = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      if (replies.get(i) instanceof List<?> state) {
        states.put(asked.get(i), held(state));
      }
    }
    return states;
  }

  private static HeldLane held(List<?> state) {
    return new HeldLane(
        (Long) state.get(0),
        Math.toIntExact((Long) state.get(1)),
        (Long) state.get(2),
        Duration.ofMillis((Long) state.get(3)));
  }
}
