package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import com.paidhr.messenger.testsupport.TestStores;
import java.net.URI;
import java.time.Duration;
import redis.clients.jedis.UnifiedJedis;

/** Clients of the Redis that the tests of this JVM share. */
public final class TestRedis {
  private TestRedis() {}

  /** A client that waits 3 seconds for an answer. */
  public static UnifiedJedis connect() {
    return connect(TestStores.redisUri());
  }

  /** A client of another server. */
  public static UnifiedJedis connect(URI uri) {
    return RedisConnection.connect(new RedisSettings(uri, Duration.ofSeconds(3), 32));
  }
}
