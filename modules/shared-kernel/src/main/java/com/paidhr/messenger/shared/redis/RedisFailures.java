package com.paidhr.messenger.shared.redis;

import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisRedirectionException;

/**
 * Tells failures of Redis that pass by themselves, such as a lost connection, a server that is full
 * or a cluster that is changing, from an answer to a command that cannot be carried out.
 */
public final class RedisFailures {
  private RedisFailures() {}

  /** Whether the same may succeed when it is tried again. */
  public static boolean isPassing(JedisException failure) {
    return switch (failure) {
      case JedisRedirectionException _ -> true;
      case JedisDataException answer -> PipedReply.isOutage(answer);
      default -> true;
    };
  }
}
