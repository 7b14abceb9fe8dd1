package com.paidhr.messenger.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.application.NewConversation;
import com.paidhr.messenger.conversations.application.StartConversation;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.FirstPass;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.run.MetricsFixture;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import redis.clients.jedis.UnifiedJedis;

/** What delivering costs the store: writes per batch, not per message or recipient. */
@ExtendWith(ArquillianExtension.class)
class DeliveryCostIT {
  private static final int MESSAGES = 100;
  private static final int RECIPIENTS = 20;

  /** Each outcome is two updates, and a store takes a thousand at once. */
  private static final int LANES_WAIT_WITH = 20;

  /** Of a batch that the workers happen to take in a few parts. */
  private static final int FEW = 6;

  @Inject UnifiedJedis redis;
  @Inject DeliveryQueue queue;
  @Inject DeliveryRecords records;
  @Inject Messages messages;
  @Inject RegisterUser users;
  @Inject StartConversation conversations;
  @Inject SendMessage sendMessage;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity", "conversations", "media", "messaging", "delivery")
        .addClasses(MetricsFixture.class, CountedStoreFixture.class);
  }

  @AfterEach
  void resume() {
    queue.resume();
  }

  private UserId user(String name) {
    return users
        .register(
            new RegisterUser.NewUser(
                name, name + "@example.org", name, "password-of-" + name, Set.of()))
        .id();
  }

  /** What was taken before is finished meanwhile, such as what a flushed queue was rebuilt with. */
  private void pause() {
    queue.pause();
    await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(10)).until(queue::isPaused);
  }

  private long depth() {
    return queue.stats().stream().mapToLong(PartitionStats::depth).sum();
  }

  private List<MessageId> send(ConversationId room, UserId sender) {
    List<MessageId> sent = new ArrayList<>();
    for (int i = 1; i <= MESSAGES; i++) {
      sent.add(
          sendMessage
              .send(new NewMessage(room, sender, "Number " + i, List.of(), null, null))
              .message()
              .id());
    }
    return sent;
  }

  private void allDelivered(List<MessageId> sent) {
    assertThat(messages.findAll(sent).values())
        .hasSize(MESSAGES)
        .allSatisfy(message -> {
          assertThat(message.status()).isEqualTo(MessageStatus.DELIVERED);
          assertThat(message.counts()).isEqualTo(new MessageCounts(RECIPIENTS, RECIPIENTS, 0));
        });
  }

  @Test
  void isAFewWritesForABatchOfMessagesToManyRecipients() {
    redis.flushAll();
    UserId ann = user("ann");
    List<UserId> members =
        IntStream.rangeClosed(1, RECIPIENTS).mapToObj(i -> user("member" + i)).toList();
    ConversationId room =
        conversations
            .start(
                ann,
                new NewConversation(
                    ConversationType.GROUP, "Room", null, members, null, null, null))
            .conversation()
            .id();
    pause();
    List<MessageId> sent = send(room, ann);
    await().atMost(Duration.ofSeconds(20)).until(() -> depth() >= MESSAGES);
    CountedStoreFixture.writesSinceLastAsked();

    queue.resume();

    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> allDelivered(sent));
    List<String> writes = CountedStoreFixture.writesSinceLastAsked();
    assertThat(Collections.frequency(writes, "update deliveries")).isBetween(1, FEW);
    assertThat(Collections.frequency(writes, "update messages")).isBetween(1, FEW);
    assertThat(writes).hasSizeLessThanOrEqualTo(3 * FEW);
  }

  private static MessageId lossy(int seq) {
    return new MessageId(new ConversationId("lossy"), seq);
  }

  @Test
  void isOneWriteForTheOutcomesOfManyLanes() {
    List<UserId> members =
        IntStream.rangeClosed(1, RECIPIENTS).mapToObj(i -> new UserId("member" + i)).toList();
    List<FirstPass> passes = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    AttemptRecord lost =
        new AttemptRecord(1, Instant.EPOCH, "node", "LOST", 20, "The network lost it", true);
    for (int seq = 1; seq <= LANES_WAIT_WITH; seq++) {
      MessageId message = lossy(seq);
      passes.add(
          new FirstPass(
              message,
              new UserId("ann"),
              Instant.EPOCH,
              Instant.EPOCH,
              "node",
              List.of(),
              members));
      members.forEach(member -> outcomes.add(new Outcome.Retried(message, member, lost)));
    }
    pause();
    CountedStoreFixture.writesSinceLastAsked();

    records.begin(passes);
    records.record(outcomes);

    assertThat(CountedStoreFixture.writesSinceLastAsked())
        .filteredOn(write -> write.endsWith(" deliveries"))
        .hasSize(2);
    assertThat(records.find(lossy(LANES_WAIT_WITH)).orElseThrow().recipients())
        .hasSize(RECIPIENTS)
        .allSatisfy(recipient -> assertThat(recipient.history()).hasSize(1));
  }
}
