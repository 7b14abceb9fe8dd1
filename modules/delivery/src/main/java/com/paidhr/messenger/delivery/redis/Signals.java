package com.paidhr.messenger.delivery.redis;

import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;

/**
 * How scripts signal that they appended to an inbox. On a Cluster a signal stays with the server
 * that has the inbox. Scripts do not mind when it is refused: whoever reads looks now and then.
 */
final class Signals {
  private Signals() {}

  /** The command that takes a channel and a payload. */
  static String command(UnifiedJedis redis) {
    return redis instanceof RedisClusterClient ? "SPUBLISH" : "PUBLISH";
  }
}
