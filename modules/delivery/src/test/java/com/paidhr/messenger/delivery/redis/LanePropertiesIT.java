package com.paidhr.messenger.delivery.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.delivery.domain.InboxSettings;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;

/** Whatever workers do in whatever order and at once, an inbox has no duplicate, no inversion. */
class LanePropertiesIT {
  private static final UnifiedJedis REDIS = TestRedis.connect();

  /**
   * What a worker does to a lane: a stale, repeated or new delivery, or giving a message up.
   *
   * @param seq up to which message, or which one is given up
   */
  record Step(boolean givesUp, long seq) {}

  @AfterContainer
  static void close() {
    REDIS.close();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))),
            Arbitraries.longs().between(1, 40))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Property(tries = 60)
  void keepsInboxesInOrderWithoutDuplicates(@ForAll("steps") List<Step> steps) throws Exception {
    ConversationId room = new ConversationId("room");
    UserId user = new UserId(UUID.randomUUID().toString());
    Job.Lane lane = new Job.Lane(room, user);
    RedisInboxes inboxes = new RedisInboxes(REDIS, InboxSettings.STANDARD);
    List<Callable<Long>> workers = new ArrayList<>();
    for (Step step : steps) {
      workers.add(() -> {
        if (step.givesUp()) {
          long cursor = inboxes.cursors(List.of(lane)).getOrDefault(lane, 0L);
          return inboxes.skip(lane, 1, new MessageId(room, cursor + 1)) ? cursor + 1 : 0L;
        }
        inboxes.append(List.of(new Append(room, user, OptionalLong.of(0), 1, step.seq())));
        return 0L;
      });
    }

    List<Long> skipped = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(workers)) {
        skipped.add(done.get());
      }
    }

    List<Long> inbox =
        REDIS.xrange(RedisKeys.inbox(user), (StreamEntryID) null, (StreamEntryID) null).stream()
            .map(entry -> Long.valueOf(entry.getFields().get("s")))
            .toList();
    long cursor = inboxes.cursors(List.of(lane)).getOrDefault(lane, 0L);
    assertThat(inbox)
        .isEqualTo(
            LongStream.rangeClosed(1, cursor)
                .filter(seq -> !skipped.contains(seq))
                .boxed()
                .toList());
  }
}
