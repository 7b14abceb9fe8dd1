package com.paidhr.messenger.delivery.redis;

import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;

/** A Redis that is empty before each test, and what tests of scripts put into it. */
final class EmptyRedis implements BeforeEachCallback, AfterAllCallback {
  static final ConversationId ROOM = new ConversationId("room");
  static final UserId BOB = new UserId("bob");
  static final Job.Lane LANE = new Job.Lane(ROOM, BOB);

  private final UnifiedJedis client = TestRedis.connect();

  static Job.Fanout job(long seq) {
    return new Job.Fanout(new MessageId(ROOM, seq), new UserId("ann"), Instant.ofEpochMilli(seq));
  }

  UnifiedJedis client() {
    return client;
  }

  /** The jobs that lie in the first partition, as text. */
  List<String> jobs() {
    return entries(RedisKeys.jobs(0), "j");
  }

  /** Type and seq of what lies in Bob's inbox. */
  List<String> inbox() {
    return client.xrange(RedisKeys.inbox(BOB), (StreamEntryID) null, (StreamEntryID) null).stream()
        .map(entry -> entry.getFields().get("t") + " " + entry.getFields().get("s"))
        .toList();
  }

  private List<String> entries(String key, String field) {
    return client.xrange(key, (StreamEntryID) null, (StreamEntryID) null).stream()
        .map(entry -> entry.getFields().get(field))
        .toList();
  }

  /** Lets a consumer take the waiting jobs of the first partition; returns their ids. */
  List<String> take(String consumer) {
    var queue = new RedisDeliveryQueue(client, client, 1, 1L << 20, consumer, new DueTimers());
    return queue.take(0, 100, Duration.ZERO).stream().map(job -> job.ticket()).toList();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    client.flushAll();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    boolean nested = context.getRequiredTestClass().getEnclosingClass() != null;
    if (!nested) {
      client.close();
    }
  }
}
