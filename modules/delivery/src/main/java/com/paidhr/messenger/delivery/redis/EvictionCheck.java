package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.shared.config.Settings;
import com.paidhr.messenger.shared.redis.RedisConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Stops the start when Redis would throw keys away to make room: it must refuse writes instead, so
 * that jobs wait in MongoDB and no inbox loses its middle. A Redis that is away is not asked again.
 */
@ApplicationScoped
class EvictionCheck {
  private static final Logger LOG = LoggerFactory.getLogger(EvictionCheck.class);
  private static final String REQUIRED = "noeviction";

  void check(
      @Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) @Initialized(ApplicationScoped.class)
          Object start,
      UnifiedJedis redis) {
    try {
      check(redis);
    } catch (JedisException e) {
      LOG.warn("Redis was not asked for its maxmemory-policy: {}", e.toString());
    }
  }

  /** Asks every server that the client knows. */
  static void check(UnifiedJedis redis) {
    for (String memory : RedisConnection.infoOfEach(redis, "memory")) {
      memory
          .lines()
          .filter(line -> line.startsWith("maxmemory_policy:"))
          .map(line -> line.substring(line.indexOf(':') + 1))
          .filter(policy -> !policy.equals(REQUIRED))
          .findFirst()
          .ifPresent(policy -> {
            throw Settings.refuse(
                "redis.uri",
                "names a Redis with maxmemory-policy "
                    + policy
                    + ", which throws keys away; it must be "
                    + REQUIRED);
          });
    }
  }
}
