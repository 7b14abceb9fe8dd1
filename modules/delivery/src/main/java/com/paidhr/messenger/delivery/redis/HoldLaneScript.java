package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** {@code hold-lane.lua}: holds a lane and queues its next turn, in one step. */
final class HoldLaneScript {
  private static final LuaScript SCRIPT = LuaScript.beside(HoldLaneScript.class, "hold-lane.lua");

  private HoldLaneScript() {}

  /**
   * The last message that each lane holds, in the order of the holds.
   *
   * @param begins whether the lanes were free, so that an earlier message of another's hold stays
   */
  static List<Long> runAll(
      UnifiedJedis redis,
      ToIntFunction<Job.Lane> partitionOf,
      Collection<Hold> holds,
      boolean begins) {
    List<@Nullable Object> replies =
        Replies.ofAll(
            SCRIPT,
            redis,
            holds.stream().map(h -> call(partitionOf.applyAsInt(h.lane()), h, begins)));
    return replies.stream().map(Long.class::cast).toList();
  }

  private static Call call(int partition, Hold hold, boolean begins) {
    Job.Lane lane = hold.lane();
    return Call.of(
        List.of(RedisKeys.held(partition, lane.conversation()), RedisKeys.delayed(partition)),
        List.of(
            lane.recipient(),
            hold.seq(),
            hold.attempt(),
            hold.upTo(),
            hold.spent().toMillis(),
            hold.delay().toMillis(),
            lane.text(),
            begins ? 1 : 0));
  }
}
