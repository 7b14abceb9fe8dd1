package com.paidhr.messenger.streams.redis;

import com.paidhr.messenger.streams.application.Tickets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/** Tickets in Redis, so that any node redeems them. */
final class RedisTickets implements Tickets {
  private final UnifiedJedis redis;
  private final Duration life;

  /**
   * Keeps tickets for a while by the clock of Redis, which all nodes share.
   *
   * @param life how long a ticket may wait
   */
  RedisTickets(UnifiedJedis redis, Duration life) {
    this.redis = redis;
    this.life = life;
  }

  @Override
  public void keep(String name, byte[] sealed) {
    redis.set(key(name), sealed, SetParams.setParams().px(life.toMillis()));
  }

  @Override
  public Optional<byte[]> take(String name) {
    return Optional.ofNullable(redis.getDel(key(name)));
  }

  private static byte[] key(String name) {
    return StreamKeys.ticket(name).getBytes(StandardCharsets.US_ASCII);
  }
}
