package com.paidhr.messenger.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryQueueContractTest;
import com.paidhr.messenger.delivery.domain.DueTimers;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.XAddParams;

class RedisDeliveryQueueIT extends DeliveryQueueContractTest {
  private static final UnifiedJedis REDIS = TestRedis.connect();
  private static final Map<String, UnifiedJedis> WAITING = new ConcurrentHashMap<>();

  @BeforeEach
  void empty() {
    REDIS.flushAll();
  }

  @AfterAll
  static void close() {
    WAITING.values().forEach(UnifiedJedis::close);
    REDIS.close();
  }

  @Override
  protected DeliveryQueue worker(String name) {
    return boundedWorker(name, 64L << 20);
  }

  @Override
  protected DeliveryQueue boundedWorker(String name, long maxBytes) {
    UnifiedJedis waiting =
        WAITING.computeIfAbsent(
            name, worker -> TestRedis.connectToWait(TestStores.redisUri(), worker));
    return new RedisDeliveryQueue(REDIS, waiting, 4, maxBytes, name, new DueTimers());
  }

  @Test
  void restoresItsGroupAfterRedisLostEverything() {
    DeliveryQueue queue = worker("one");
    ConversationId room = new ConversationId("room");
    Job job = new Job.Fanout(new MessageId(room, 1), new UserId("ann"), Instant.EPOCH);
    queue.publish(List.of(job));
    queue.take(queue.partitionOf(room), 1, Duration.ZERO);
    REDIS.flushAll();
    queue.publish(List.of(job));

    assertThat(queue.take(queue.partitionOf(room), 1, Duration.ZERO)).hasSize(1);
  }

  @Test
  void removesEntriesThatAreNoJobs() {
    DeliveryQueue queue = worker("one");
    queue.take(0, 1, Duration.ZERO);
    REDIS.xadd(RedisKeys.jobs(0), XAddParams.xAddParams(), Map.of("j", "X|what"));

    assertThat(queue.take(0, 10, Duration.ZERO)).isEmpty();

    assertThat(REDIS.xlen(RedisKeys.jobs(0))).isZero();
  }

  @Test
  void forgetsTakenEntriesThatAreGone() {
    DeliveryQueue queue = worker("one");
    ConversationId room = new ConversationId("room");
    int partition = queue.partitionOf(room);
    queue.publish(
        List.of(
            new Job.Fanout(new MessageId(room, 1), new UserId("ann"), Instant.EPOCH),
            new Job.Fanout(new MessageId(room, 2), new UserId("ann"), Instant.EPOCH)));
    List<TakenJob> taken = queue.take(partition, 10, Duration.ZERO);
    REDIS.xdel(RedisKeys.jobs(partition), new StreamEntryID(taken.getFirst().ticket()));

    assertThat(worker("two").takeOver(partition, 10, Duration.ZERO))
        .extracting(TakenJob::job)
        .containsExactly(taken.getLast().job());
    assertThat(queue.stats().get(partition).inFlight()).isEqualTo(1);
  }

  @Test
  void keepsNoMemoryForJobsThatAreDone() {
    DeliveryQueue queue = worker("one");
    ConversationId room = new ConversationId("room");
    int partition = queue.partitionOf(room);
    Job job = new Job.Fanout(new MessageId(room, 1), new UserId("ann"), Instant.EPOCH);
    for (int i = 0; i < 2_000; i++) {
      queue.publish(List.of(job));
      queue.acknowledge(queue.take(partition, 10, Duration.ZERO));
    }

    assertThat(queue.stats().get(partition).bytes()).isLessThan(20_000);
  }
}
