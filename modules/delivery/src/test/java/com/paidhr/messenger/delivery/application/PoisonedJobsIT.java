package com.paidhr.messenger.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters.Filter;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
