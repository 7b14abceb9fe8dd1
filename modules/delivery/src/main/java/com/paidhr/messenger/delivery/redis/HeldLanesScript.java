package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** {@code held-lanes.lua}: holds lanes, hands them more, and lets them go. */
final class HeldLanesScript {
  private static final LuaScript SCRIPT = LuaScript.beside(HeldLanesScript.class, "held-lanes.lua");

  private final UnifiedJedis redis;
  private final ToIntFunction<ConversationId> partitionOf;

  HeldLanesScript(UnifiedJedis redis, ToIntFunction<ConversationId> partitionOf) {
    this.redis = redis;
    this.partitionOf = partitionOf;
  }

  /**
   * Holds lanes and queues their turns.
   *
   * @param begins whether the lanes were free, so that an earlier message of another's hold stays
   * @return the last message that each lane holds, in the order of the holds
   */
  List<Long> hold(Collection<Hold> holds, boolean begins) {
    return runAll(
        holds.stream()
            .map(hold ->
                call(
                    hold.lane().conversation(),
                    begins ? "begin" : "hold",
                    hold.upTo(),
                    List.of(
                        hold.lane().recipient(),
                        hold.seq(),
                        hold.attempt(),
                        hold.spent().toMillis(),
                        hold.delay().toMillis(),
                        hold.lane().text()))));
  }

  /** Hands more to lanes that are held; returns those of the users whose lanes are not. */
  List<UserId> extend(ConversationId conversation, Collection<UserId> users, long upTo) {
    Object reply = SCRIPT.run(redis, call(conversation, "extend", upTo, users));
    return ((List<?>) reply)
        .stream()
            .map(user -> new UserId(new String((byte[]) user, StandardCharsets.UTF_8)))
            .toList();
  }

  /**
   * Lets lanes go.
   *
   * @param delivered the last message that each lane has delivered
   * @return the lanes that stay held, with the last message that they hold
   */
  Map<Job.Lane, Long> release(Map<Job.Lane, Long> delivered) {
    List<Job.Lane> lanes = List.copyOf(delivered.keySet());
    List<Long> replies =
        runAll(
            lanes.stream()
                .map(lane ->
                    call(
                        lane.conversation(),
                        "release",
                        delivered.getOrDefault(lane, 0L),
                        List.of(lane.recipient()))));
    Map<Job.Lane, Long> stillHeld = new LinkedHashMap<>();
    for (int i = 0; i < lanes.size(); i++) {
      if (replies.get(i) > 0) {
        stillHeld.put(lanes.get(i), replies.get(i));
      }
    }
    return stillHeld;
  }

  private List<Long> runAll(Stream<Call> calls) {
    List<@Nullable Object> replies = Replies.ofAll(SCRIPT, redis, calls);
    return replies.stream().map(Long.class::cast).toList();
  }

  private Call call(ConversationId conversation, String what, long upTo, Collection<?> more) {
    int partition = partitionOf.applyAsInt(conversation);
    List<Object> arguments = new ArrayList<>(more.size() + 2);
    arguments.add(what);
    arguments.add(upTo);
    arguments.addAll(more);
    return Call.of(
        List.of(RedisKeys.held(partition, conversation), RedisKeys.delayed(partition)), arguments);
  }

  /** The state that the script writes. */
  static HeldLane state(String text) {
    String[] parts = text.split(":");
    return new HeldLane(
        Long.parseLong(parts[0]),
        Integer.parseInt(parts[1]),
        Long.parseLong(parts[2]),
        Duration.ofMillis(Long.parseLong(parts[3])));
  }
}
