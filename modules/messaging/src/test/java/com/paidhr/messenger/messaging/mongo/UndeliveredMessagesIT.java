package com.paidhr.messenger.messaging.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.StatusChange;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which messages are named to whoever looks for those that somebody waits for. */
class UndeliveredMessagesIT {
  private static final ConversationId ROOM = new ConversationId("room");
  private static final Instant THEN = Instant.ofEpochMilli(1_700_000_000_000L);

  private final MongoClient mongo = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = mongo.getDatabase(TestStores.freshDatabase());
  private final MongoMessageStatuses statuses =
      new MongoMessageStatuses(database, none -> {}, Clock.systemUTC());

  @AfterEach
  void close() {
    mongo.close();
  }

  private MessageId store(long seq, Instant createdAt) {
    MessageId id = new MessageId(ROOM, seq);
    database
        .getCollection(MessagingSchema.MESSAGES)
        .insertOne(
            new Document("_id", id.value())
                .append("senderId", "ann")
                .append("kind", "TEXT")
                .append("createdAt", Date.from(createdAt))
                .append("status", "SENT")
                .append("undelivered", true));
    return id;
  }

  private void report(MessageId id, MessageStatus status, long delivered, long failed) {
    statuses.apply(List.of(new StatusChange(id, status, new MessageCounts(3, delivered, failed))));
  }

  private List<MessageSummary> undelivered() {
    return statuses.acceptedBefore(Instant.now(), null, 10);
  }

  @Test
  void areThoseThatAreFailedForOneAndNotSettledForAnother() {
    MessageId id = store(1, THEN);
    report(id, MessageStatus.SENT, 1, 0);
    report(id, MessageStatus.FAILED, 1, 1);

    assertThat(undelivered())
        .singleElement()
        .returns(id, MessageSummary::id)
        .returns(MessageStatus.FAILED, MessageSummary::status)
        .returns(new MessageCounts(3, 1, 1), MessageSummary::counts);

    report(id, MessageStatus.FAILED, 2, 1);
    assertThat(undelivered()).isEmpty();
  }

  /** One worker's sums may be older than another's that were written before. */
  @Test
  void keepTheSumsThatWereCountedLater() {
    MessageId id = store(1, THEN);
    report(id, MessageStatus.FAILED, 1, 2);
    report(id, MessageStatus.FAILED, 1, 1);

    statuses.reopen(id);
    assertThat(undelivered())
        .singleElement()
        .returns(new MessageCounts(3, 1, 2), MessageSummary::counts);

    statuses.apply(List.of(new StatusChange(id, MessageStatus.FAILED, new MessageCounts(2, 1, 1))));
    assertThat(undelivered()).isEmpty();
  }

  @Test
  void areFailedOnesAgainThatAreReopened() {
    MessageId failed = store(1, THEN);
    MessageId delivered = store(2, THEN);
    report(failed, MessageStatus.FAILED, 2, 1);
    report(delivered, MessageStatus.DELIVERED, 3, 0);

    statuses.reopen(failed);
    statuses.reopen(delivered);

    assertThat(undelivered()).extracting(MessageSummary::id).containsExactly(failed);
  }

  @Test
  void comePageByPageInTheOrderOfTheirTimesAndIds() {
    MessageId third = store(1, THEN.plusMillis(1));
    MessageId first = store(2, THEN);
    MessageId second = store(3, THEN);

    List<MessageId> found = new ArrayList<>();
    List<MessageSummary> page = statuses.acceptedBefore(Instant.now(), null, 1);
    while (!page.isEmpty()) {
      found.add(page.getFirst().id());
      page = statuses.acceptedBefore(Instant.now(), page.getFirst(), 1);
    }

    assertThat(found).containsExactly(first, second, third);
  }
}
