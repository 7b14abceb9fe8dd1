package com.paidhr.messenger.delivery.redis;

import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.shared.redis.RedisConnection;
import com.paidhr.messenger.shared.redis.RedisSettings;
import com.paidhr.messenger.testsupport.TestStores;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

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

  /** A client for the reads of a worker. */
  public static UnifiedJedis connectToWait(URI uri, String worker) {
    return RedisConnection.connectToWait(
        new RedisSettings(uri, Duration.ofSeconds(3), 32), worker, DeliveryQueue.LONGEST_WAIT);
  }

  /** What a command answers once Redis takes it, within 20 seconds. */
  public static <T> T whenItAnswers(Callable<T> command) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptionsInstanceOf(JedisException.class)
        .until(command, answer -> true);
  }
}
