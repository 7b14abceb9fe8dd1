package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.delivery.domain.DelayedJobs;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Nodes;
import com.paidhr.messenger.delivery.domain.Unguarded;
import com.paidhr.messenger.delivery.domain.Worker;
import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** The Redis adapters as beans. */
@ApplicationScoped
public class RedisBeans {
  private final RedisSettings settings;
  private @Nullable UnifiedJedis waiting;

  @Inject
  RedisBeans(RedisSettings settings) {
    this.settings = settings;
  }

  @Produces
  @Singleton
  DeliveryQueue queue(
      UnifiedJedis redis, DeliverySettings delivery, Worker worker, DueTimers timers) {
    waiting =
        RedisConnection.connectToWait(
            settings.with(settings.timeout(), delivery.partitions() + 2),
            worker.name(),
            DeliveryQueue.LONGEST_WAIT);
    return new RedisDeliveryQueue(
        redis, waiting, delivery.partitions(), delivery.maxBytes(), worker.name(), timers);
  }

  @Produces
  @Singleton
  HeldLanes heldLanes(UnifiedJedis redis, DeliveryQueue queue, DueTimers timers) {
    return new RedisHeldLanes(redis, queue::partitionOf, timers);
  }

  @Produces
  @Singleton
  DelayedJobs delayedJobs(UnifiedJedis redis, DeliverySettings delivery) {
    return new RedisDelayedJobs(redis, delivery.partitions());
  }

  @Produces
  @Singleton
  Nodes nodes(UnifiedJedis redis) {
    return new RedisNodes(redis);
  }

  @Produces
  @Singleton
  @Unguarded
  Inboxes inboxes(UnifiedJedis redis, InboxSettings inbox) {
    return new RedisInboxes(redis, inbox);
  }

  @Produces
  @Singleton
  InboxReader inboxReader(UnifiedJedis redis, InboxSettings inbox) {
    return new RedisInboxReader(redis, inbox);
  }

  @PreDestroy
  void close() {
    if (waiting != null) {
      waiting.close();
    }
  }
}
