package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.application.MarkManyRead.Result;
import com.paidhr.messenger.messaging.application.MarkManyRead.Watermark;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarkManyReadIT {
  private static final ConversationId HALL = new ConversationId("hall");

  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final Node node = new Node(database, Node.CLOCK, new Node.Heard());

  @BeforeEach
  void write() {
    for (int i = 1; i <= 4; i++) {
      node.sequencer.append(Drafts.text(ROOM, ANN, "k" + i));
      node.sequencer.append(Drafts.text(HALL, ANN, "k" + i));
    }
  }

  @AfterEach
  void close() {
    client.close();
  }

  private List<Result> mark(Watermark... watermarks) {
    return node.markManyRead.mark(BOB, List.of(watermarks));
  }

  @Test
  void leavesOutWhatLiesBeforeTheReadersJoin() {
    node.conversations.seen.put(
        BOB, new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, 3, Visibility.OPEN, 3));

    List<Result> results = mark(new Watermark(HALL, 4), new Watermark(ROOM, 2));

    assertThat(results).extracting(Result::conversationId).containsExactly(HALL);
    assertThat(node.receipts.readTimes(new MessageId(HALL, 4))).containsOnlyKeys(BOB);
    assertThat(node.receipts.readTimes(new MessageId(ROOM, 2))).isEmpty();
  }

  @Test
  void leavesOutWhereTheReaderIsPutOutMeanwhile() {
    node.conversations.afterwards.set(() -> node.conversations.putOut.add(BOB));

    assertThat(mark(new Watermark(HALL, 4))).isEmpty();
  }

  @Test
  void takesTheNewestForAPlaceBehindItAndAnswersEachOfTwo() {
    List<Result> results =
        mark(
            new Watermark(HALL, 2),
            new Watermark(ROOM, 1_000_000),
            new Watermark(new ConversationId("empty"), 1),
            new Watermark(HALL, 3));

    assertThat(results).extracting(Result::upTo).containsExactly(2L, 4L, 3L);
    assertThat(results).extracting(Result::readAt).doesNotContainNull();
    assertThat(node.receipts.readTimes(new MessageId(HALL, 3))).containsOnlyKeys(BOB);
    assertThat(node.receipts.readTimes(new MessageId(HALL, 4))).isEmpty();
  }
}
