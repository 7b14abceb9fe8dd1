package com.paidhr.messenger.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.network.Latency;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.RedisServer;
import com.paidhr.messenger.testsupport.TestStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another worker has gone on with a lane before a message of it has its first pass. */
class OvertakenLanesIT {
  private static final ConversationId ROOM = new ConversationId("room");
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");

  private final MongoClient mongo = MongoClients.create(TestStores.mongoUri());
  private final FakeConversations conversations = new FakeConversations();
  private final FakeMessages messages = new FakeMessages(Clock.systemUTC());

  @TempDir Path folder;
  private RedisServer redis;
  private Node node;

  @BeforeEach
  void bobIsFarAway() {
    redis = RedisServer.start(folder); // of its own: workers of other tests would take the jobs
    node =
        new Node(
            redis.uri(),
            mongo.getDatabase(TestStores.freshDatabase()),
            conversations,
            messages,
            Node.QUICK,
            Node.SHORT);
    conversations.join(ROOM, ANN, 1);
    conversations.join(ROOM, BOB, 1);
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, Latency.fixed(600_000), null, null, null, null, null, null, null));
  }

  @AfterEach
  void close() {
    node.close();
    redis.close();
    mongo.close();
  }

  private void fanOut(MessageSummary message) {
    node.queue.publish(List.of(new Job.Fanout(message.id(), ANN, message.createdAt())));
    node.runner.run(node.queue.take(node.queue.partitionOf(ROOM), 10, Duration.ZERO));
  }

  private State stateOfBob(MessageSummary message) {
    return node.records.find(message.id()).orElseThrow().recipients().stream()
        .map(RecipientStatus::state)
        .findFirst()
        .orElseThrow();
  }

  private void otherWorkerDelivers(MessageSummary message) {
    node.inboxes.append(List.of(new Append(ROOM, BOB, OptionalLong.of(0), 1, message.id().seq())));
  }

  @Test
  void recordsWhatTheOtherWorkerDelivered() {
    MessageSummary message = messages.accept(ROOM, ANN);
    otherWorkerDelivers(message);

    fanOut(message);

    assertThat(stateOfBob(message)).isEqualTo(State.DELIVERED);
    assertThat(messages.get(message.id()).status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void recordsItOfAMessageThatWasRecordedAsWaitingBefore() {
    MessageSummary message = messages.accept(ROOM, ANN);
    fanOut(message);
    assertThat(stateOfBob(message)).isEqualTo(State.WAITING);
    otherWorkerDelivers(message);

    fanOut(message);

    assertThat(stateOfBob(message)).isEqualTo(State.DELIVERED);
    assertThat(messages.get(message.id()).status()).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void recordsWhatTheOtherWorkerGaveUp() {
    MessageSummary message = messages.accept(ROOM, ANN);
    Instant now = Instant.now();
    var last = new AttemptRecord(6, now, "other", "LOST", 0, "lost", true);
    node.letters.put(
        List.of(
            new DeadLetter(
                DeadLetter.idOf(message.id(), BOB),
                message.id(),
                BOB,
                "network.lost",
                "lost",
                true,
                List.of(last),
                now,
                false)));
    node.inboxes.skip(new Job.Lane(ROOM, BOB), message.id());

    fanOut(message);

    assertThat(stateOfBob(message)).isEqualTo(State.FAILED);
    assertThat(messages.get(message.id()).status()).isEqualTo(MessageStatus.FAILED);
  }
}
