package com.paidhr.messenger.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.TestStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedriverIT {
  @TempDir Path folder;
  private RedisServer redis;
  private MongoClient mongo;

  @BeforeEach
  void start() {
    redis = RedisServer.start(folder);
    mongo = MongoClients.create(TestStores.mongoUri());
  }

  @AfterEach
  void stop() {
    mongo.close();
    redis.close();
  }

  /** A node whose workers do not run. */
  private Node node(FakeMessages messages) {
    return new Node(
        redis.uri(),
        mongo.getDatabase(TestStores.freshDatabase()),
        new FakeConversations(),
        messages,
        Node.QUICK,
        Node.SHORT);
  }

  private static List<TakenJob> take(Node node) {
    return node.queue.take(node.queue.partitionOf(ROOM), 10, Duration.ZERO);
  }

  private static long waiting(Node node) {
    PartitionStats stats = node.queue.stats().get(node.queue.partitionOf(ROOM));
    return stats.depth() + stats.inFlight();
  }

  private static final ConversationId ROOM = new ConversationId("room");
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final DeliverySettings ONE_JOB_PER_PARTITION =
      new DeliverySettings(
          true,
          4,
          256,
          Duration.ofMillis(600),
          4,
          20_000,
          Duration.ofMillis(700),
          Duration.ofMillis(150),
          256);
  private static final Duration PAST = Duration.ofMinutes(-5);

  @Test
  void queuesAReplayAgainWhoseJobWasLost() {
    FakeMessages messages = new FakeMessages(Clock.systemUTC());
    try (Node node = node(messages)) {
      MessageSummary message = messages.accept(ROOM, ANN);
      String replayed = DeadLetter.idOf(message.id(), BOB);
      Instant now = Instant.now();
      var last = new AttemptRecord(6, now, "other", "LOST", 0, "lost", true);
      node.letters.put(
          List.of(
              new DeadLetter(
                  replayed,
                  message.id(),
                  BOB,
                  "network.lost",
                  "lost",
                  true,
                  List.of(last),
                  now,
                  false),
              new DeadLetter(
                  DeadLetter.idOf(message.id(), ANN),
                  message.id(),
                  ANN,
                  "network.lost",
                  "lost",
                  true,
                  List.of(last),
                  now,
                  false)));
      node.letters.markReplaying(replayed);

      node.redriver.rebuild();

      int partition = node.queue.partitionOf(ROOM);
      await().until(() -> node.queue.moveDue(partition, 10).jobs() == 1);
      assertThat(node.queue.take(partition, 10, Duration.ZERO))
          .extracting(TakenJob::job)
          .containsExactly(
              new Job.Fanout(message.id(), ANN, message.createdAt().truncatedTo(ChronoUnit.MILLIS)),
              new Job.Replay(message.id(), BOB, 7, 7));
    }
  }

  private static DeadLetter replaying(Node node, MessageSummary message) {
    Instant now = Instant.now();
    DeadLetter letter =
        new DeadLetter(
            DeadLetter.idOf(message.id(), BOB),
            message.id(),
            BOB,
            "network.lost",
            "lost",
            true,
            List.of(new AttemptRecord(6, now, "other", "LOST", 0, "lost", true)),
            now,
            true);
    node.letters.put(List.of(letter));
    return letter;
  }

  private static List<Job> due(Node node) {
    node.queue.moveDue(node.queue.partitionOf(ROOM), 10);
    return take(node).stream().map(TakenJob::job).toList();
  }

  @Test
  void rebuildsUntilItSucceedsOnce() {
    FakeMessages messages = new FakeMessages(Clock.systemUTC());
    try (Node node = node(messages)) {
      MessageSummary message = messages.accept(ROOM, ANN);
      messages.failOnce();
      assertThatThrownBy(node::redrive).isInstanceOf(MongoTimeoutException.class);
      assertThat(waiting(node)).isZero();

      node.redrive();

      assertThat(take(node)).extracting(job -> job.job().text()).containsExactly(text(message));
    }
  }

  @Test
  void queuesReplaysAgainWhenItStarts() {
    FakeMessages messages = new FakeMessages(Clock.systemUTC());
    try (Node earlier = node(messages)) {
      earlier.redrive();
      DeadLetter letter = replaying(earlier, messages.accept(new ConversationId("gone"), ANN));
      try (Node node = earlier.another()) {
        node.redrive();

        int partition = node.queue.partitionOf(letter.message().conversation());
        await().until(() -> node.queue.moveDue(partition, 10).jobs() == 1);
        node.redrive();
        assertThat(node.queue.moveDue(partition, 10).jobs()).isZero();
      }
    }
  }

  @Test
  void leavesReplaysTheirTurn() {
    FakeMessages messages = new FakeMessages(Clock.systemUTC());
    try (Node node = node(messages)) {
      DeadLetter letter = replaying(node, messages.accept(ROOM, ANN));
      node.queue.publishLater(Job.Replay.of(letter), Duration.ofHours(1));

      node.redriver.rebuild();

      assertThat(due(node)).hasOnlyElementsOfType(Job.Fanout.class);
    }
  }

  @Test
  void publishesToTheOthersWhenAPartitionIsFull() {
    FakeMessages messages = new FakeMessages(Clock.systemUTC());
    ConversationId other = new ConversationId("other");
    try (Node node =
        new Node(
            redis.uri(),
            mongo.getDatabase(TestStores.freshDatabase()),
            new FakeConversations(),
            messages,
            ONE_JOB_PER_PARTITION,
            Node.SHORT)) {
      assertThat(node.queue.partitionOf(other)).isNotEqualTo(node.queue.partitionOf(ROOM));
      MessageSummary first = messages.accept(ROOM, ANN);
      node.queue.publish(List.of(new Job.Fanout(first.id(), ANN, first.createdAt())));
      messages.accept(other, ANN);

      assertThatThrownBy(node.redriver::rebuild).hasMessageContaining("full");

      assertThat(node.queue.stats().get(node.queue.partitionOf(other)).depth()).isEqualTo(1);
      assertThat(waiting(node)).isEqualTo(1);
    }
  }

  @Test
  void publishesABacklogOnceHoweverLongItLasts() {
    FakeMessages messages = new FakeMessages(Clock.offset(Clock.systemUTC(), PAST));
    try (Node node = node(messages)) {
      MessageSummary first = messages.accept(ROOM, ANN);
      messages.accept(ROOM, ANN);
      node.redrive();
      assertThat(waiting(node)).isEqualTo(2);

      await()
          .during(Node.QUICK.redriveAfter().multipliedBy(3))
          .atMost(Duration.ofMinutes(1))
          .until(() -> {
            node.redrive();
            return waiting(node) == 2;
          });

      node.queue.acknowledge(take(node));
      await()
          .untilAsserted(() -> {
            node.redrive();
            assertThat(take(node)).extracting(job -> job.job().text()).contains(text(first));
          });
    }
  }

  @Test
  void findsWhatANodeLostWhoseClockIsAhead() {
    FakeMessages messages = new FakeMessages(Clock.offset(Clock.systemUTC(), PAST.negated()));
    try (Node node = node(messages)) {
      node.redrive();
      MessageSummary lost = messages.accept(ROOM, ANN);

      await()
          .untilAsserted(() -> {
            node.redrive();
            assertThat(take(node)).extracting(job -> job.job().text()).contains(text(lost));
          });
    }
  }

  private static String text(MessageSummary message) {
    return new Job.Fanout(message.id(), ANN, message.createdAt()).text();
  }
}
