package com.paidhr.messenger.shared.redis;

import java.util.ConcurrentModificationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Sends commands together, in one round trip per server. {@link PipedReply} reads their replies.
 *
 * <p>A pipeline of Jedis over several servers loses count of itself when one of them is lost: it
 * must be synchronized once only, as closing does, and what then goes wrong in its threads means no
 * more than that replies are missing.
 */
public final class Piped {
  private static final Logger LOG = LoggerFactory.getLogger(Piped.class);

  private static final ExecutorService READERS =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual()
              .name("redis-pipeline-", 0)
              .uncaughtExceptionHandler(
                  (thread, failure) -> LOG.debug("A server of the cluster was lost", failure))
              .factory());

  private Piped() {}

  /**
   * Sends what {@code commands} adds to the pipeline, and waits for the replies.
   *
   * @throws JedisConnectionException when nothing could be sent; a server that is lost later leaves
   *     the replies missing that it owes
   */
  public static void send(UnifiedJedis redis, Consumer<AbstractPipeline> commands) {
    try (AbstractPipeline pipeline = pipeline(redis)) {
      commands.accept(pipeline);
    } catch (ConcurrentModificationException e) {
      throw new JedisConnectionException("A server of the cluster did not answer", e);
    }
  }

  private static AbstractPipeline pipeline(UnifiedJedis redis) {
    return redis instanceof RedisClusterClient cluster
        ? cluster.pipelined(READERS)
        : redis.pipelined();
  }
}
