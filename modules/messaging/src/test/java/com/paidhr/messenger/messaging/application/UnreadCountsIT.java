package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.messaging.domain.Tail;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Unread messages of a log so long that most of it is counted in blocks. */
class UnreadCountsIT {
  private static final int MESSAGES = 10_000;

  private final AtomicLong commands = new AtomicLong();
  private final MongoClient client =
      MongoClients.create(
          MongoClientSettings.builder()
              .applyConnectionString(new ConnectionString(TestStores.mongoUri()))
              .addCommandListener(
                  new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                      commands.incrementAndGet();
                    }
                  })
              .build());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final Random random = new Random(5);
  private final List<Message> log = new ArrayList<>();
  private Node node = new Node(database, Clock.systemUTC(), new Node.Heard());

  @BeforeEach
  void fill() {
    Tail tail = Tail.EMPTY;
    for (int i = 0; i < MESSAGES; i++) {
      var draft =
          switch (random.nextInt(10)) {
            case 0 -> Drafts.system("s" + i);
            case 1, 2 -> Drafts.text(BOB, "b" + i);
            default -> Drafts.text(ANN, "a" + i);
          };
      Message message = draft.at(tail, Instant.EPOCH);
      log.add(message);
      tail = Tail.after(message);
    }
    for (int i = 0; i < MESSAGES; i += 500) {
      node.log.insert(log.subList(i, i + 500));
    }
  }

  @AfterEach
  void close() {
    client.close();
  }

  private long unread(UserId user, long since, long last) {
    Visibility visibility =
        new Visibility(ROOM, user, Visibility.Rule.GROUP_MEMBER, since, Visibility.OPEN, since);
    return node.unread.of(List.of(visibility), Map.of(ROOM, last)).getOrDefault(ROOM, -1L);
  }

  private long counted(UserId user, long since, long last) {
    return log.stream()
        .filter(message -> since <= message.seq() && message.seq() <= last)
        .filter(message -> message.system() == null && !message.sender().equals(user))
        .count();
  }

  @Test
  void areExactWhereverTheyBeginAndEnd() {
    for (int i = 0; i < 60; i++) {
      long since = 1 + random.nextInt(MESSAGES);
      long last = since + random.nextInt((int) (MESSAGES - since + 1));
      UserId user = random.nextBoolean() ? ANN : BOB;
      assertThat(unread(user, since, last))
          .as("%s from %s to %s", user, since, last)
          .isEqualTo(counted(user, since, last));
    }
  }

  @Test
  void leaveOutWhatIsReadInBetween() {
    node.conversations.seen.put(
        BOB, new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, 1, Visibility.OPEN, 1));
    long expected = counted(BOB, 1, MESSAGES);
    for (long seq : List.of(1L, 256L, 257L, 4_097L, 6_000L, 9_999L)) {
      node.markRead.mark(BOB, new MessageId(ROOM, seq), false);
      expected -= counted(BOB, seq, seq);
    }

    assertThat(unread(BOB, 1, MESSAGES)).isEqualTo(expected);
  }

  @Test
  void leaveOutWhatIsDeleted() {
    long expected = counted(BOB, 1, MESSAGES);
    assertThat(unread(BOB, 1, MESSAGES)).isEqualTo(expected);
    Set<Message> deleted = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      Message message = log.get(random.nextInt(MESSAGES));
      if (message.system() == null && deleted.add(message)) {
        TestLogs.edits(database).delete(message, Instant.EPOCH);
        expected -= message.sender().equals(BOB) ? 0 : 1;
      }
      if (i % 50 == 0) {
        assertThat(unread(BOB, 1, MESSAGES)).isEqualTo(expected);
      }
    }

    assertThat(unread(BOB, 1, MESSAGES)).isEqualTo(expected);
    assertThat(onANewNode(BOB)).isEqualTo(expected);
    long since = MESSAGES / 2 + 77;
    assertThat(unread(BOB, since, MESSAGES))
        .isEqualTo(
            counted(BOB, since, MESSAGES)
                - deleted.stream()
                    .filter(message -> message.seq() >= since && !message.sender().equals(BOB))
                    .count());
  }

  /** A node stopped between noting the place and deleting the message. */
  @Test
  void countAMessageThatWasNotDeletedAfterAll() {
    Message spared = log.stream().filter(one -> one.sender().equals(ANN)).findFirst().orElseThrow();
    Message outdated = changed(spared);

    assertThat(TestLogs.edits(database).delete(outdated, Instant.EPOCH)).isEmpty();

    assertThat(unread(BOB, 1, MESSAGES)).isEqualTo(counted(BOB, 1, MESSAGES));
  }

  private Message changed(Message message) {
    assertThat(TestLogs.edits(database).edit(message, "other", Mentions.NONE, Instant.EPOCH))
        .isPresent();
    return message;
  }

  /** As written before this version: blocks counted without places, deletions noted nowhere. */
  @Test
  void areRightOverEarlierData() {
    Message gone = log.stream().filter(one -> one.sender().equals(ANN)).findFirst().orElseThrow();
    TestLogs.edits(database).delete(gone, Instant.EPOCH);
    database.getCollection("tombstones").drop();
    database
        .getCollection("authorCounts")
        .insertOne(
            new Document("_id", ROOM.value() + "#0.0").append("by", new Document("~", 256L)));

    TestLogs.noteEarlierDeletions(database);

    assertThat(unread(BOB, 1, MESSAGES)).isEqualTo(counted(BOB, 1, MESSAGES) - 1);
    assertThat(onANewNode(BOB)).isEqualTo(counted(BOB, 1, MESSAGES) - 1);
  }

  /** Two questions for whoever reads: ranges and tombstones. */
  @Test
  void askNothingAboutWhatIsKnown() {
    unread(ANN, 1, MESSAGES);
    unread(BOB, 1, MESSAGES);
    commands.set(0);

    assertThat(unread(BOB, 1, MESSAGES)).isEqualTo(counted(BOB, 1, MESSAGES));
    assertThat(unread(ANN, 300, MESSAGES - 5)).isEqualTo(counted(ANN, 300, MESSAGES - 5));

    assertThat(commands).hasValue(2 * 2);
  }

  /** A node that just started reads each stretch as one document, of many conversations at once. */
  @Test
  void askFewQuestionsOnANewNode() {
    unread(ANN, 1, MESSAGES);

    assertThat(onANewNode(BOB)).isEqualTo(counted(BOB, 1, MESSAGES));

    assertThat(commands).hasValueLessThanOrEqualTo(6);
  }

  @Test
  void askNothingAboutWhatThisNodeSent() {
    node.conversations.seen.put(
        BOB, new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, 1, Visibility.OPEN, 1));
    unread(BOB, 1, MESSAGES);
    for (int i = 0; i < 300; i++) {
      node.send(ANN, "more " + i);
    }
    commands.set(0);

    assertThat(unread(BOB, 1, MESSAGES + 300)).isEqualTo(counted(BOB, 1, MESSAGES) + 300);

    assertThat(commands).hasValue(2);
  }

  private long onANewNode(UserId user) {
    node = new Node(database, Clock.systemUTC(), new Node.Heard());
    commands.set(0);
    return unread(user, 1, MESSAGES);
  }
}
