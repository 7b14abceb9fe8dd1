package com.paidhr.messenger.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedriverIT {
  private static final ConversationId ROOM = new ConversationId("room");
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");

  @Test
  void queuesAReplayAgainWhoseJobWasLost() {
    FakeMessages messages = new FakeMessages(Clock.systemUTC());
    try (MongoClient mongo = MongoClients.create(TestStores.mongoUri());
        Node node =
            new Node(
                TestStores.redisUri(),
                mongo.getDatabase(TestStores.freshDatabase()),
                new FakeConversations(),
                messages,
                Node.QUICK,
                Node.SHORT)) {
      node.redis.flushAll();
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
              new Job.Replay(message.id(), BOB, 1));
    }
  }
}
