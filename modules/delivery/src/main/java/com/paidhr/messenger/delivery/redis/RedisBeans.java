package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.delivery.application.Unguarded;
import com.paidhr.messenger.delivery.application.Worker;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;

/** The Redis adapters as beans. Reads that wait have connections of their own. */
@ApplicationScoped
public class RedisBeans {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final RedisSettings settings;
  private @Nullable UnifiedJedis blocking;

  @Inject
  RedisBeans(RedisSettings settings) {
    this.settings = settings;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected RedisBeans() {
    this.settings = null;
  }

  @Produces
  @Singleton
  DeliveryQueue queue(UnifiedJedis redis, DeliverySettings delivery, Worker worker) {
    blocking =
        RedisConnection.connect(
            settings.with(settings.timeout().plus(LONGEST_WAIT), delivery.partitions() + 2));
    return new RedisDeliveryQueue(
        redis, blocking, delivery.partitions(), delivery.maxBytes(), worker.name());
  }

  @Produces
  @Singleton
  HeldLanes heldLanes(UnifiedJedis redis, DeliveryQueue queue) {
    return new RedisHeldLanes(redis, queue::partitionOf);
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
    if (blocking != null) {
      blocking.close();
    }
  }
}
