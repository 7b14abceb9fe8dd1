package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.redis.Piped;
import com.paidhr.messenger.shared.redis.PipedReply;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/** Held lanes, beside the delayed jobs of their partition so that one script changes both. */
public final class RedisHeldLanes implements HeldLanes {
  private final UnifiedJedis redis;
  private final ToIntFunction<ConversationId> partitionOf;
  private final HeldLanesScript script;
  private final DueTimers timers;

  /**
   * @param timers woken when the turn of a lane comes that is held here
   */
  public RedisHeldLanes(
      UnifiedJedis redis, ToIntFunction<ConversationId> partitionOf, DueTimers timers) {
    this.redis = redis;
    this.partitionOf = partitionOf;
    this.script = new HeldLanesScript(redis, partitionOf);
    this.timers = timers;
  }

  @Override
  public Set<UserId> in(ConversationId conversation) {
    int partition = partitionOf.applyAsInt(conversation);
    return redis.hkeys(RedisKeys.held(partition, conversation)).stream()
        .map(UserId::new)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Map<Job.Lane, HeldLane> find(Collection<Job.Lane> lanes) {
    Map<Job.Lane, Response<String>> responses = new HashMap<>();
    Piped.send(
        redis,
        pipeline -> {
          for (Job.Lane lane : lanes) {
            String key = RedisKeys.held(partition(lane), lane.conversation());
            responses.put(lane, pipeline.hget(key, lane.recipient().value()));
          }
        });
    Map<Job.Lane, HeldLane> states = new HashMap<>();
    responses.forEach((lane, response) -> {
      @Nullable String state = PipedReply.of(response);
      if (state != null) {
        states.put(lane, HeldLanesScript.state(state));
      }
    });
    return states;
  }

  @Override
  public void begin(Collection<Hold> holds) {
    hold(holds, true);
  }

  @Override
  public void hold(Collection<Hold> holds) {
    hold(holds, false);
  }

  private void hold(Collection<Hold> holds, boolean begins) {
    script.hold(holds, begins);
    holds.forEach(hold -> timers.set(partition(hold.lane()), hold.delay()));
  }

  @Override
  public List<UserId> extend(
      ConversationId conversation, Collection<UserId> recipients, long upTo) {
    return recipients.isEmpty() ? List.of() : script.extend(conversation, recipients, upTo);
  }

  @Override
  public Map<Job.Lane, Long> release(Map<Job.Lane, Long> delivered) {
    return script.release(delivered);
  }

  private int partition(Job.Lane lane) {
    return partitionOf.applyAsInt(lane.conversation());
  }
}
