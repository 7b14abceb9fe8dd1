package com.paidhr.messenger.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters.Filter;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.delivery.network.Latency;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.delivery.redis.RedisKeys;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoisonedJobsIT {
  private static final ConversationId DAMAGED = new ConversationId("damaged");
  private static final ConversationId SOUND = new ConversationId("sound");
  private static final UserId ANN = new UserId("ann");
  private static final UserId BOB = new UserId("bob");

  private final MongoClient mongo = MongoClients.create(TestStores.mongoUri());
  private final FakeConversations conversations = new FakeConversations();
  private final FakeMessages messages = new FakeMessages(Clock.systemUTC());
  private final Node node =
      new Node(
          TestStores.redisUri(),
          mongo.getDatabase(TestStores.freshDatabase()),
          conversations,
          messages,
          Node.QUICK,
          Node.SHORT);

  @AfterEach
  void close() {
    node.close();
    mongo.close();
  }

  private TakenJob lastTry(Job job) {
    return new TakenJob(
        job,
        node.queue.partitionOf(job.conversation()),
        "1-1",
        Instant.now(),
        Node.SHORT.maxAttempts());
  }

  private State stateOfBob(MessageId message) {
    return node.records.find(message).flatMap(record -> record.of(BOB)).orElseThrow().state();
  }

  /** Two messages that are under way to Bob for long. */
  private List<MessageSummary> underWayToBob() {
    node.redis.flushAll();
    conversations.join(DAMAGED, ANN, 1);
    conversations.join(DAMAGED, BOB, 1);
    node.profile(
        NetworkScope.of(BOB),
        new NetworkProfile(null, Latency.fixed(600_000), null, null, null, null, null, null, null));
    List<MessageSummary> sent =
        List.of(messages.accept(DAMAGED, ANN), messages.accept(DAMAGED, ANN));
    node.runner.run(
        sent.stream().map(m -> lastTry(new Job.Fanout(m.id(), ANN, m.createdAt()))).toList());
    node.profiles.remove(NetworkScope.of(BOB));
    node.network.changed();
    return sent;
  }

  @Test
  void ofALaneAreGivenUpAndTheLaneGoesOnBehindThem() {
    List<MessageSummary> sent = underWayToBob();
    Job.Lane lane = new Job.Lane(DAMAGED, BOB);
    conversations.damage(DAMAGED);

    node.runner.run(List.of(lastTry(lane)));

    MessageId poison = sent.getFirst().id();
    DeadLetter letter = node.letters.find(DeadLetter.idOf(poison, BOB)).orElseThrow();
    assertThat(letter.cause()).isEqualTo("job.IllegalStateException@FakeConversations.accessOf");
    assertThat(stateOfBob(poison)).isEqualTo(State.FAILED);
    assertThat(messages.get(poison).status()).isEqualTo(MessageStatus.FAILED);
    assertThat(messages.get(poison).counts()).isEqualTo(new MessageCounts(1, 0, 1));

    conversations.repair(DAMAGED);
    node.runner.run(List.of(lastTry(lane)));

    assertThat(InboxContents.messages(node.redis, BOB, DAMAGED)).containsExactly(2L);
    assertThat(messages.get(sent.getLast().id()).status()).isEqualTo(MessageStatus.DELIVERED);
    assertThat(node.held.in(DAMAGED)).isEmpty();
  }

  /** It would count as the oldest job of its partition for ever, and nothing would be redriven. */
  @Test
  void thatCannotBeBuriedLeaveTheQueue() {
    underWayToBob();
    int partition = node.queue.partitionOf(DAMAGED);
    Job.Lane lane = new Job.Lane(DAMAGED, BOB);
    node.redis.del(RedisKeys.held(partition, DAMAGED));
    node.redis.set(RedisKeys.held(partition, DAMAGED), "no hash");
    node.queue.publish(List.of(lane));
    TakenJob taken = node.queue.take(partition, 1, Duration.ZERO).getFirst();

    node.runner.run(
        List.of(
            new TakenJob(
                taken.job(),
                partition,
                taken.ticket(),
                taken.queuedAt(),
                Node.SHORT.maxAttempts())));

    assertThat(node.redis.xlen(RedisKeys.jobs(partition))).isZero();
    node.redriver.rebuild();
    assertThat(node.redis.xlen(RedisKeys.jobs(partition))).isEqualTo(2);
  }

  @Test
  void ofAReplayEndItAndAddToItsDeadLetter() {
    MessageId message = underWayToBob().getFirst().id();
    conversations.damage(DAMAGED);
    node.runner.run(List.of(lastTry(new Job.Lane(DAMAGED, BOB))));
    String id = DeadLetter.idOf(message, BOB);
    assertThat(node.letters.markReplaying(id)).isTrue();
    Job.Replay replay = Job.Replay.of(node.letters.find(id).orElseThrow());

    node.runner.run(List.of(lastTry(replay)));

    DeadLetter letter = node.letters.find(id).orElseThrow();
    assertThat(letter.replaying()).isFalse();
    assertThat(letter.attempts()).extracting(AttemptRecord::number).containsExactly(1, 2);
    assertThat(stateOfBob(message)).isEqualTo(State.FAILED);
  }

  @Test
  void becauseOfAKeyOfTheWrongTypeHoldUpNoOtherOfTheirPartition() {
    node.redis.flushAll();
    ConversationId other =
        IntStream.range(0, 1_000)
            .mapToObj(i -> new ConversationId("other" + i))
            .filter(room -> node.queue.partitionOf(room) == node.queue.partitionOf(DAMAGED))
            .findFirst()
            .orElseThrow();
    conversations.join(DAMAGED, ANN, 1);
    conversations.join(DAMAGED, BOB, 1);
    conversations.join(other, ANN, 1);
    node.redis.set(RedisKeys.held(node.queue.partitionOf(DAMAGED), DAMAGED), "no hash");
    node.start();

    MessageSummary poison = node.send(DAMAGED, ANN);
    MessageSummary sound = node.send(other, ANN);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          assertThat(messages.get(sound.id()).status()).isEqualTo(MessageStatus.DELIVERED);
          assertThat(messages.get(poison.id()).status()).isEqualTo(MessageStatus.FAILED);
        });
  }

  @Test
  void areBuriedUnderTheSameCauseWithoutHoldingUpOthers() {
    node.redis.flushAll();
    for (ConversationId room : List.of(DAMAGED, SOUND)) {
      conversations.join(room, ANN, 1);
      conversations.join(room, BOB, 1);
    }
    conversations.damage(DAMAGED);
    node.start();

    List<MessageSummary> poison = List.of(node.send(DAMAGED, ANN), node.send(DAMAGED, BOB));
    MessageSummary sound = node.send(SOUND, ANN);

    await()
        .untilAsserted(
            () -> assertThat(messages.get(sound.id()).status()).isEqualTo(MessageStatus.DELIVERED));
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(poison)
                .allSatisfy(message ->
                    assertThat(messages.get(message.id()).status())
                        .isEqualTo(MessageStatus.FAILED)));
    Filter cause = new Filter("job.IllegalStateException@FakeConversations.audienceOf", null);
    List<DeadLetter> letters = node.letters.list(cause, new PageRequest(10, null));
    assertThat(letters).hasSize(2);
    assertThat(letters)
        .allSatisfy(letter -> {
          assertThat(letter.recipient()).isNull();
          assertThat(letter.simulated()).isFalse();
          assertThat(letter.error()).isEqualTo("Conversation damaged is damaged");
        });
    await()
        .untilAsserted(() ->
            assertThat(node.queue.stats())
                .allSatisfy(stats -> assertThat(stats.depth() + stats.inFlight()).isZero()));
  }
}
