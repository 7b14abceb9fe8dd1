package com.paidhr.messenger.delivery.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.delivery.domain.DeliveryQueue.PartitionStats;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.RecipientStatus.State;
import com.paidhr.messenger.delivery.network.Latency;
import com.paidhr.messenger.delivery.network.NetworkProfile;
import com.paidhr.messenger.delivery.network.NetworkScope;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One message to 10,000 recipients over a slow network. */
class LargeConversationIT {
  private static final ConversationId HALL = new ConversationId("hall");
  private static final UserId ANN = new UserId("ann");
  private static final int RECIPIENTS = 10_000;
  private static final int LARGEST_DOCUMENT = 64 << 10;

  private final MongoClient mongo = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = mongo.getDatabase(TestStores.freshDatabase());
  private final FakeConversations conversations = new FakeConversations();
  private final FakeMessages messages = new FakeMessages(Clock.systemUTC());
  private final Node node =
      new Node(TestStores.redisUri(), database, conversations, messages, Node.PATIENT, Node.SHORT);

  @AfterEach
  void close() {
    node.close();
    mongo.close();
  }

  private static UserId member(int number) {
    return new UserId("member-" + number);
  }

  private void expectSmallDocuments() {
    List<Integer> sizes = new ArrayList<>();
    database
        .getCollection("deliveries", RawBsonDocument.class)
        .find()
        .forEach(document -> sizes.add(document.getByteBuffer().remaining()));
    assertThat(sizes).hasSizeGreaterThan(1).allMatch(size -> size < LARGEST_DOCUMENT);
  }

  @Test
  void areAllUnderWayAtOnceAndAreCountedNotListed() {
    node.redis.flushAll();
    conversations.join(HALL, ANN, 1);
    for (int i = 0; i < RECIPIENTS; i++) {
      conversations.join(HALL, member(i), 1);
    }
    node.profile(
        NetworkScope.GLOBAL,
        new NetworkProfile(null, Latency.fixed(15_000), null, null, null, null, null, null, null));
    node.profile(
        NetworkScope.of(member(7)),
        new NetworkProfile(null, null, 1.0, null, null, null, null, 1L, null));
    node.start();

    MessageSummary sent = node.send(HALL, ANN);

    await()
        .atMost(Duration.ofSeconds(90))
        .until(() ->
            node.queue.stats().stream().mapToLong(PartitionStats::delayed).sum() >= RECIPIENTS - 1);
    expectSmallDocuments();
    await()
        .atMost(Duration.ofSeconds(120))
        .untilAsserted(() ->
            assertThat(messages.get(sent.id()).counts())
                .isEqualTo(new MessageCounts(RECIPIENTS, RECIPIENTS - 1, 1)));
    assertThat(messages.get(sent.id()).status()).isEqualTo(MessageStatus.FAILED);
    DeliveryRecord record = node.records.find(sent.id()).orElseThrow();
    assertThat(record.detailed()).isFalse();
    assertThat(record.recipients())
        .singleElement()
        .returns(member(7), RecipientStatus::recipient)
        .returns(State.FAILED, RecipientStatus::state);
    expectSmallDocuments();
  }
}
