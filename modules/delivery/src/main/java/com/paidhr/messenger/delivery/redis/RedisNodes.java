package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.Nodes;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;

/** Nodes in one hash, which those who are silent for long fall out of. */
final class RedisNodes implements Nodes {
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final UnifiedJedis redis;

  RedisNodes(UnifiedJedis redis) {
    this.redis = redis;
  }

  @Override
  public void meet(Description node) {
    NodesScript.meet(redis, node, FORGOTTEN_AFTER);
  }

  @Override
  public void leave(String name) {
    redis.hdel(RedisKeys.nodes(), name);
  }

  @Override
  public List<Node> all() {
    return NodesScript.look(redis, FORGOTTEN_AFTER);
  }
}
