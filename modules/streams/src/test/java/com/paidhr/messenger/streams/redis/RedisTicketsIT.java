package com.paidhr.messenger.streams.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import com.paidhr.messenger.streams.application.Tickets;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

class RedisTicketsIT {
  private static final byte[] SEALED = {1, 2, 3};

  private final UnifiedJedis redis =
      RedisConnection.connect(new RedisSettings(TestStores.redisUri(), Duration.ofSeconds(3), 4));
  private final String name = UUID.randomUUID().toString();

  @AfterEach
  void close() {
    redis.close();
  }

  private long leftMillis() {
    return redis.pttl(StreamKeys.ticket(name));
  }

  @Test
  void keepsATicketForThirtySecondsAndHandsItOutOnce() {
    Tickets tickets = new RedisBeans().tickets(redis);
    tickets.keep(name, SEALED);

    assertThat(leftMillis()).isBetween(20_001L, 30_000L);
    assertThat(tickets.take(name)).hasValue(SEALED);
    assertThat(tickets.take(name)).isEmpty();
  }

  /** Up to its last moment, and not a moment longer. */
  @Test
  void refusesATicketFromTheEndOfItsLifeOn() {
    Tickets tickets = new RedisTickets(redis, Duration.ofMillis(1_500));
    Tickets late = new RedisTickets(redis, Duration.ofMillis(1));
    String other = name + "-other";
    tickets.keep(name, SEALED);
    tickets.keep(other, SEALED);

    Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> leftMillis() < 500);
    assertThat(tickets.take(other)).as("half a second before its end").hasValue(SEALED);
    Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> leftMillis() < 0);
    assertThat(tickets.take(name)).as("at its end").isEmpty();
    late.keep(other, SEALED);
    Awaitility.await().until(() -> redis.pttl(StreamKeys.ticket(other)) < 0);
    assertThat(late.take(other)).isEmpty();
  }
}
