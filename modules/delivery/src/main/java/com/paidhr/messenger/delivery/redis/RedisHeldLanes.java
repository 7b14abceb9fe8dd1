package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import redis.clients.jedis.UnifiedJedis;

/** Held lanes, beside the delayed jobs of their partition so that one script changes both. */
public final class RedisHeldLanes implements HeldLanes {
  private final UnifiedJedis redis;
  private final ToIntFunction<ConversationId> partitionOf;

  public RedisHeldLanes(UnifiedJedis redis, ToIntFunction<ConversationId> partitionOf) {
    this.redis = redis;
    this.partitionOf = partitionOf;
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
    return ReadLaneScript.runAll(redis, this::partition, lanes);
  }

  @Override
  public void begin(Collection<Hold> holds) {
    HoldLaneScript.runAll(redis, this::partition, holds, true);
  }

  @Override
  public void hold(Collection<Hold> holds) {
    HoldLaneScript.runAll(redis, this::partition, holds, false);
  }

  @Override
  public List<UserId> extend(
      ConversationId conversation, Collection<UserId> recipients, long upTo) {
    return recipients.isEmpty()
        ? List.of()
        : ExtendLanesScript.run(
            redis, partitionOf.applyAsInt(conversation), conversation, recipients, upTo);
  }

  @Override
  public Map<Job.Lane, Long> release(Map<Job.Lane, Long> delivered) {
    return ReleaseLaneScript.runAll(redis, this::partition, delivered);
  }

  private int partition(Job.Lane lane) {
    return partitionOf.applyAsInt(lane.conversation());
  }
}
