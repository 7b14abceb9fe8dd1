package com.paidhr.messenger.streams.redis;

import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import com.paidhr.messenger.streams.application.PresenceBoard;
import com.paidhr.messenger.streams.application.SignalSource;
import com.paidhr.messenger.streams.application.Tickets;
import com.paidhr.messenger.streams.application.Whispers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import redis.clients.jedis.UnifiedJedis;

/** The Redis adapters as beans. What listens has connections of its own. */
@ApplicationScoped
public class RedisBeans {
  private static final int PER_SERVER = 2;

  @Produces
  @Singleton
  Tickets tickets(UnifiedJedis redis) {
    return new RedisTickets(redis, Tickets.LIFE);
  }

  @Produces
  @Singleton
  PresenceBoard presence(UnifiedJedis redis) {
    return new RedisPresence(redis);
  }

  @Produces
  @Singleton
  Whispers whispers(UnifiedJedis redis) {
    return new RedisWhispers(redis);
  }

  @Produces
  @Singleton
  SignalSource signals(RedisSettings settings) {
    return new RedisSignals(
        () -> RedisConnection.connections(settings.with(settings.timeout(), PER_SERVER)));
  }
}
