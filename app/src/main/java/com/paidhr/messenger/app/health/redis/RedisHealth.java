package com.paidhr.messenger.app.health.redis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Without Redis messages are still accepted and read, and are delivered when it is back. So the
 * node stays ready; the data say what is missing.
 */
@Readiness
@ApplicationScoped
class RedisHealth implements HealthCheck {
  private final UnifiedJedis redis;

  @Inject
  RedisHealth(UnifiedJedis redis) {
    this.redis = redis;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("redis").up();
    try {
      // PING would ask every member of a cluster, also those that another has taken the place of.
      redis.exists("health");
      return response.withData("answers", true).build();
    } catch (JedisException e) {
      return response
          .withData("answers", false)
          .withData("effect", "messages are accepted, and delivered when it is back")
          .withData("error", e.getClass().getSimpleName())
          .build();
    }
  }
}
