package com.paidhr.messenger.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeliverySettings;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.network.Latency;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.delivery.record.DeliveryMetrics.Count;
import com.paidhr.messenger.delivery.redis.RedisKeys;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryPipelineIT {
  private static final MongoClient MONGO = MongoClients.create(TestStores.mongoUri());
  private static final ConversationId ROOM = new ConversationId("room");
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");
  private static final UserId CY = new UserId("cy");

  private final String database = TestStores.freshDatabase();
  private final FakeConversations conversations = new FakeConversations();
  private final FakeMessages messages = new FakeMessages(Clock.systemUTC());
  private final List<Node> nodes = new ArrayList<>();

  @BeforeEach
  void aRoomOfThree() {
    conversations.join(ROOM, ANN, 1);
    conversations.join(ROOM, BOB, 1);
    conversations.join(ROOM, CY, 1);
  }

  @AfterEach
  void stop() {
    nodes.forEach(Node::close);
  }

  @AfterAll
  static void disconnect() {
    MONGO.close();
  }

  private Node node() {
    return node(Node.QUICK);
  }

  private Node node(DeliverySettings settings) {
    Node node =
        new Node(
            TestStores.redisUri(),
            MONGO.getDatabase(database),
            conversations,
            messages,
            settings,
            Node.SHORT);
    if (nodes.isEmpty()) {
      node.redis.flushAll();
    }
    nodes.add(node);
    return node;
  }

  private void awaitSettled() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(messages.all())
                .allSatisfy(
                    message -> assertThat(message.status()).isNotEqualTo(MessageStatus.SENT)));
  }

  /** A worker counts after it has acted, so a moment later than the deed is seen. */
  private static void awaitCounted(Node node, Count count, Predicate<Long> expected) {
    await(count.name()).until(() -> node.counted.of(count), expected);
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private State stateOf(Node node, MessageId message, UserId user) {
    return node.records.find(message).orElseThrow().recipients().stream()
        .filter(status -> status.recipient().equals(user))
        .map(RecipientStatus::state)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void bringsMessagesToEveryoneInOrderAndMarksThemDelivered() {
    Node node = node().start();

    for (int i = 0; i < 500; i++) {
      node.send(ROOM, i % 2 == 0 ? ANN : BOB);
    }

    awaitSettled();
    for (UserId user : List.of(ANN, BOB, CY)) {
      assertThat(InboxContents.messages(node.redis, user, ROOM)).isEqualTo(upTo(500));
    }
    MessageSummary first = messages.get(new MessageId(ROOM, 1));
    assertThat(first.status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(first.counts()).isEqualTo(new MessageCounts(2, 2, 0));
    assertThat(node.records.find(first.id()).orElseThrow().recipients())
        .extracting(RecipientStatus::recipient)
        .containsExactly(BOB, CY);
  }

  @Test
  void marksAMessageWithoutRecipientsDelivered() {
    Node node = node().start();
    ConversationId alone = new ConversationId("alone");
    conversations.join(alone, ANN, 1);

    MessageSummary sent = node.send(alone, ANN);

    awaitSettled();
    assertThat(messages.get(sent.id()).counts()).isEqualTo(new MessageCounts(0, 0, 0));
  }

  @Test
  void startsANewMembersLaneAtTheirFirstMessage() {
    Node node = node().start();
    node.send(ROOM, ANN);
    node.send(ROOM, ANN);
    awaitSettled();
    UserId late = new UserId("late");
    conversations.join(ROOM, late, 3);

    node.send(ROOM, ANN);
    node.send(ROOM, ANN);

    awaitSettled();
    assertThat(InboxContents.messages(node.redis, late, ROOM)).containsExactly(3L, 4L);
    assertThat(messages.get(new MessageId(ROOM, 4)).counts().recipients()).isEqualTo(3);
  }

  @Test
  void letsATroubledRecipientWaitAlone() {
    Node node = node().start();
    Instant soon = Instant.now().plusMillis(700);
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(
            null,
            null,
            null,
            null,
            null,
            List.of(new NetworkProfile.Outage(Instant.EPOCH, soon)),
            null,
            null,
            null));

    for (int i = 0; i < 20; i++) {
      node.send(ROOM, ANN);
    }

    await()
        .untilAsserted(
            () -> assertThat(InboxContents.messages(node.redis, CY, ROOM)).isEqualTo(upTo(20)));
    assertThat(InboxContents.messages(node.redis, BOB, ROOM)).isEmpty();
    assertThat(messages.get(new MessageId(ROOM, 20)).counts())
        .satisfiesAnyOf(
            counts -> assertThat(counts).isEqualTo(new MessageCounts(2, 1, 0)),
            counts -> assertThat(counts).isEqualTo(MessageCounts.NONE));
    assertThat(node.counted.of(Count.RETRIED)).isPositive();
    awaitSettled();
  }

  @Test
  void deliversInOrderThroughLatencyLossAndDuplication() {
    Node node = node().start();
    node.profile(
        NetworkScope.GLOBAL,
        new NetworkProfile(
            null,
            new Latency(Latency.Distribution.UNIFORM, 5.0, 120.0, null, null),
            0.1,
            0.3,
            null,
            null,
            null,
            42L,
            null));

    for (int i = 0; i < 100; i++) {
      node.send(ROOM, ANN);
    }

    awaitSettled();
    for (UserId user : List.of(BOB, CY)) {
      List<Long> inbox = InboxContents.messages(node.redis, user, ROOM);
      assertThat(inbox).isSorted().doesNotHaveDuplicates();
      for (MessageSummary message : messages.all()) {
        assertThat(inbox.contains(message.id().seq()))
            .isEqualTo(stateOf(node, message.id(), user) == State.DELIVERED);
      }
    }
  }

  @Test
  void givesUpWithADeadLetterAndGoesOn() {
    Node node = node().start();
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, null, 1.0, null, null, null, null, 7L, null));
    MessageSummary lost = node.send(ROOM, ANN);

    awaitSettled();

    assertThat(messages.get(lost.id()).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(messages.get(lost.id()).counts()).isEqualTo(new MessageCounts(2, 1, 1));
    DeadLetter letter = node.letters.find(DeadLetter.idOf(lost.id(), BOB)).orElseThrow();
    assertThat(letter.cause()).isEqualTo("network.lost");
    assertThat(letter.simulated()).isTrue();
    assertThat(letter.attempts()).hasSize(4);

    node.profiles.remove(NetworkScope.of(BOB));
    node.network.changed();
    node.send(ROOM, ANN);
    await()
        .untilAsserted(
            () -> assertThat(InboxContents.messages(node.redis, BOB, ROOM)).containsExactly(2L));
  }

  @Test
  void replaysADeadLetterOnceWithoutInversion() {
    Node node = node().start();
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, null, 1.0, null, null, null, null, 7L, null));
    MessageSummary lost = node.send(ROOM, ANN);
    awaitSettled();
    node.profiles.remove(NetworkScope.of(BOB));
    node.network.changed();
    node.send(ROOM, ANN);
    awaitSettled();

    node.letters.markReplaying(DeadLetter.idOf(lost.id(), BOB));
    node.queue.publish(
        List.of(new Job.Replay(lost.id(), BOB, 5, 5), new Job.Replay(lost.id(), BOB, 6, 5)));

    await()
        .untilAsserted(
            () -> assertThat(messages.get(lost.id()).status()).isEqualTo(MessageStatus.DELIVERED));
    await()
        .untilAsserted(() ->
            assertThat(node.queue.stats())
                .allSatisfy(stats -> assertThat(stats.depth() + stats.inFlight()).isZero()));
    assertThat(InboxContents.messages(node.redis, BOB, ROOM)).containsExactly(2L);
    assertThat(InboxContents.gaps(node.redis, BOB, ROOM)).containsExactly(1L);
    assertThat(node.letters.find(DeadLetter.idOf(lost.id(), BOB))).isEmpty();
  }

  @Test
  void countsWhatIsGivenUpAndWhatComesTwice() {
    Node node = node(Node.PATIENT).start();
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, null, 1.0, null, null, null, null, 7L, null));
    node.profile(
        NetworkScope.of(CY), new NetworkProfile(null, null, null, 1.0, null, null, null, 7L, null));
    node.redrive(); // it has met these epochs and has nothing to rebuild any more

    node.send(ROOM, ANN);

    awaitSettled();
    awaitCounted(node, Count.DELIVERED, count -> count == 1);
    awaitCounted(node, Count.DUPLICATES_SUPPRESSED, count -> count == 1);
    awaitCounted(node, Count.RETRIED, count -> count == 3);
    awaitCounted(node, Count.FAILED, count -> count == 1);
    awaitCounted(node, Count.DEAD, count -> count == 1);
    assertThat(node.counted.of(Count.PUBLISHED)).isEqualTo(1);
    assertThat(node.counted.of(Count.TAKEN_OVER)).isZero();
    assertThat(node.counted.of(Count.REDRIVEN)).isZero();
  }

  @Test
  void takesOverWhatADeadWorkerHeld() {
    Node dead = node();
    MessageSummary first = messages.accept(ROOM, ANN);
    dead.queue.publish(List.of(new Job.Fanout(first.id(), ANN, first.createdAt())));
    assertThat(dead.queue.take(dead.queue.partitionOf(ROOM), 10, Duration.ZERO)).hasSize(1);

    Node alive = node().start();

    awaitSettled();
    assertThat(InboxContents.messages(alive.redis, CY, ROOM)).containsExactly(1L);
    awaitCounted(alive, Count.TAKEN_OVER, count -> count > 0);
  }

  @Test
  void redrivesAMessageThatWasNeverPublished() {
    Node node = node().start();
    messages.accept(ROOM, ANN);
    messages.accept(ROOM, BOB);

    awaitSettled();

    assertThat(InboxContents.messages(node.redis, CY, ROOM)).containsExactly(1L, 2L);
    awaitCounted(node, Count.REDRIVEN, count -> count >= 2);
  }

  @Test
  void survivesTheLossOfEverythingInRedisUnderLoad() {
    Node node = node().start();
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, Latency.fixed(80), null, null, null, null, null, null, null));
    for (int i = 0; i < 300; i++) {
      node.send(ROOM, ANN);
      if (i == 150) {
        node.redis.flushAll();
      }
    }

    awaitSettled();

    assertThat(messages.all())
        .allSatisfy(message -> assertThat(message.status()).isEqualTo(MessageStatus.DELIVERED));
    for (UserId user : List.of(BOB, CY)) {
      List<Long> inbox = InboxContents.messages(node.redis, user, ROOM);
      assertThat(inbox).isSorted().doesNotHaveDuplicates().endsWith(300L);
    }
  }

  @Test
  void reachesWhoeverWaitedForAFailedMessageWhenRedisForgetsThem() {
    Node node = node().start();
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, null, 1.0, null, null, null, null, 7L, null));
    node.profile(
        NetworkScope.of(CY),
        new NetworkProfile(null, Latency.fixed(600_000), null, null, null, null, null, null, null));
    MessageSummary sent = node.send(ROOM, ANN);
    awaitSettled();
    assertThat(messages.get(sent.id()).counts()).isEqualTo(new MessageCounts(2, 0, 1));
    node.profiles.remove(NetworkScope.of(CY));
    node.network.changed();

    node.redis.flushAll();

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(messages.get(sent.id()).counts()).isEqualTo(new MessageCounts(2, 1, 1)));
    assertThat(messages.get(sent.id()).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(InboxContents.messages(node.redis, CY, ROOM)).containsExactly(1L);
  }

  @Test
  void bringsMessagesOverANarrowLinkOneAfterTheOther() {
    Node node = node().start();
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, null, null, null, 80, null, null, null, null)); // 102 ms each

    for (int i = 0; i < 15; i++) {
      node.send(ROOM, ANN);
    }

    awaitSettled();
    assertThat(InboxContents.messages(node.redis, BOB, ROOM)).isEqualTo(upTo(15));
    Instant first = deliveredAt(node, new MessageId(ROOM, 1), BOB);
    assertThat(deliveredAt(node, new MessageId(ROOM, 15), BOB))
        .isAfterOrEqualTo(first.plusMillis(14 * 100));
  }

  private static Instant deliveredAt(Node node, MessageId message, UserId user) {
    RecipientStatus status =
        node.records.find(message).flatMap(record -> record.of(user)).orElseThrow();
    return Objects.requireNonNull(status.at());
  }

  @Test
  void twoRacingWorkersKeepTheOrder() {
    Node one = node().start();
    Node two = node().start();
    one.profile(
        NetworkScope.of(CY),
        new NetworkProfile(
            null,
            new Latency(Latency.Distribution.UNIFORM, 0.0, 60.0, null, null),
            0.05,
            0.1,
            null,
            null,
            null,
            3L,
            null));
    two.network.changed();

    for (int i = 0; i < 400; i++) {
      (i % 2 == 0 ? one : two).send(ROOM, i % 3 == 0 ? BOB : ANN);
    }

    awaitSettled();
    assertThat(InboxContents.messages(one.redis, ANN, ROOM)).isEqualTo(upTo(400));
    assertThat(InboxContents.messages(one.redis, BOB, ROOM)).isEqualTo(upTo(400));
    assertThat(InboxContents.messages(one.redis, CY, ROOM)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void deliversNothingToOneWhoWasKickedMeanwhile() {
    Node node = node().start();
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, Latency.fixed(3_000), null, null, null, null, null, null, null));
    MessageSummary sent = node.send(ROOM, ANN);
    await().until(() -> messages.get(sent.id()).counts().recipients() == 2);

    conversations.leave(ROOM, BOB);

    awaitSettled();
    assertThat(messages.get(sent.id()).status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(messages.get(sent.id()).counts()).isEqualTo(new MessageCounts(1, 1, 0));
    assertThat(InboxContents.messages(node.redis, BOB, ROOM)).isEmpty();
  }

  @Test
  void givesUpOnAnInboxThatRefusesAndOnNoOther() {
    Node node = node().start();
    node.redis.set(RedisKeys.inbox(BOB), "not a stream");

    MessageSummary refused = node.send(ROOM, ANN);
    awaitSettled();

    assertThat(messages.get(refused.id()).counts()).isEqualTo(new MessageCounts(2, 1, 1));
    assertThat(InboxContents.messages(node.redis, CY, ROOM)).containsExactly(1L);
    DeadLetter letter = node.letters.find(DeadLetter.idOf(refused.id(), BOB)).orElseThrow();
    assertThat(letter.cause()).isEqualTo("inbox.refused");
    assertThat(letter.simulated()).isFalse();
    assertThat(letter.error()).contains("WRONGTYPE");
    assertThat(letter.attempts()).hasSize(4);

    node.redis.del(RedisKeys.inbox(BOB));
    node.send(ROOM, ANN);
    awaitSettled();
    assertThat(InboxContents.messages(node.redis, BOB, ROOM)).containsExactly(2L);
  }

  @Test
  void givesUpOnALaneThatCannotBeReadAndOnNoOther() {
    Node node = node().start();
    node.redis.set(RedisKeys.lanes(BOB), "not a hash");

    MessageSummary refused = node.send(ROOM, ANN);
    awaitSettled();

    assertThat(messages.get(refused.id()).counts()).isEqualTo(new MessageCounts(2, 1, 1));
    assertThat(InboxContents.messages(node.redis, CY, ROOM)).containsExactly(1L);
    assertThat(node.letters.find(DeadLetter.idOf(refused.id(), BOB)))
        .hasValueSatisfying(letter -> assertThat(letter.cause()).isEqualTo("inbox.refused"));

    node.redis.del(RedisKeys.lanes(BOB));
    node.send(ROOM, ANN);
    awaitSettled();
    assertThat(InboxContents.messages(node.redis, BOB, ROOM)).containsExactly(2L);
  }
}
