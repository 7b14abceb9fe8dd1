package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.LuaScript;
import com.paidhr.messenger.shared.redis.LuaScript.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Held lanes, beside the delayed jobs of their partition so that one script changes both. */
public final class RedisHeldLanes implements HeldLanes {
  private static final LuaScript HOLD = LuaScript.beside(RedisHeldLanes.class, "hold-lane.lua");
  private static final LuaScript READ = LuaScript.beside(RedisHeldLanes.class, "read-lane.lua");
  private static final LuaScript EXTEND =
      LuaScript.beside(RedisHeldLanes.class, "extend-lanes.lua");
  private static final LuaScript RELEASE =
      LuaScript.beside(RedisHeldLanes.class, "release-lane.lua");

  private final UnifiedJedis redis;
  private final ToIntFunction<ConversationId> partitionOf;

  public RedisHeldLanes(UnifiedJedis redis, ToIntFunction<ConversationId> partitionOf) {
    this.redis = redis;
    this.partitionOf = partitionOf;
  }

  @Override
  public Set<UserId> in(ConversationId conversation) {
    return redis.hkeys(held(conversation)).stream()
        .map(UserId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Map<Job.Lane, HeldLane> find(Collection<Job.Lane> lanes) {
    List<Job.Lane> asked = List.copyOf(lanes);
    List<@Nullable Object> replies =
        all(
            READ,
            asked.stream().map(lane -> Call.of(keys(lane), List.of(lane.recipient()))).toList());
    Map<Job.Lane, HeldLane> states = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      if (replies.get(i) instanceof List<?> state) {
        states.put(
            asked.get(i),
            new HeldLane(
                (Long) state.get(0),
                Math.toIntExact((Long) state.get(1)),
                (Long) state.get(2),
                Duration.ofMillis((Long) state.get(3))));
      }
    }
    return states;
  }

  @Override
  public void hold(Collection<Hold> holds) {
    List<Call> calls = new ArrayList<>(holds.size());
    for (Hold hold : holds) {
      Job.Lane lane = hold.lane();
      int partition = partitionOf.applyAsInt(lane.conversation());
      calls.add(
          Call.of(
              List.of(held(lane.conversation()), RedisKeys.delayed(partition)),
              List.of(
                  lane.recipient(),
                  hold.seq(),
                  hold.attempt(),
                  hold.upTo(),
                  hold.delay().toMillis(),
                  lane.text(),
                  hold.progressed() ? 1 : 0)));
    }
    all(HOLD, calls);
  }

  @Override
  public List<UserId> extend(
      ConversationId conversation, Collection<UserId> recipients, long upTo) {
    if (recipients.isEmpty()) {
      return List.of();
    }
    List<Object> arguments = new ArrayList<>(recipients.size() + 1);
    arguments.add(upTo);
    arguments.addAll(recipients);
    Object reply = EXTEND.run(redis, Call.of(List.of(held(conversation)), arguments));
    return ((List<?>) reply)
        .stream()
            .map(user -> new UserId(new String((byte[]) user, StandardCharsets.UTF_8)))
            .toList();
  }

  @Override
  public Map<Job.Lane, Long> release(Map<Job.Lane, Long> delivered) {
    List<Job.Lane> lanes = List.copyOf(delivered.keySet());
    List<Call> calls =
        lanes.stream()
            .map(lane ->
                Call.of(keys(lane), List.of(lane.recipient(), delivered.getOrDefault(lane, 0L))))
            .toList();
    List<@Nullable Object> replies = all(RELEASE, calls);
    Map<Job.Lane, Long> stillHeld = new LinkedHashMap<>();
    for (int i = 0; i < lanes.size(); i++) {
      if (replies.get(i) instanceof Long upTo && upTo > 0) {
        stillHeld.put(lanes.get(i), upTo);
      }
    }
    return stillHeld;
  }

  private List<@Nullable Object> all(LuaScript script, List<Call> calls) {
    List<@Nullable Object> replies = calls.isEmpty() ? List.of() : script.runAll(redis, calls);
    for (Object reply : replies) {
      if (reply instanceof JedisDataException e) {
        throw e;
      }
    }
    return replies;
  }

  private List<String> keys(Job.Lane lane) {
    return List.of(held(lane.conversation()));
  }

  private String held(ConversationId conversation) {
    return RedisKeys.held(partitionOf.applyAsInt(conversation), conversation);
  }
}
