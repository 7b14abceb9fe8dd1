package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsIT {
  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final AtomicLong millis = new AtomicLong(1_000);
  private final Clock ticking =
      new Clock() {
        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(millis.incrementAndGet());
        }
      };
  private final Node node = new Node(database, ticking, new Node.Heard());

  @AfterEach
  void close() {
    client.close();
  }

  private long unread(UserId user, long lastSeq) {
    Visibility visibility = node.conversations.visibilityOf(user, ROOM);
    return node.unread.of(List.of(visibility), Map.of(ROOM, lastSeq)).getOrDefault(ROOM, -1L);
  }

  /** Random sends and reads of two users, checked after each step against one row per pair. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void agreesWithOneRowPerMessageAndUser(long seed) {
    Random random = new Random(seed);
    long since = 1 + random.nextInt(5);
    node.conversations.seen.put(
        BOB,
        new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, since, Visibility.OPEN, since));
    List<Message> sent = new ArrayList<>();
    Map<Long, Instant> rows = new HashMap<>();
    for (int step = 0; step < 150; step++) {
      int choice = random.nextInt(10);
      if (choice < 5 || sent.size() < since) {
        Draft draft =
            switch (random.nextInt(4)) {
              case 0 -> Drafts.system("s" + step);
              case 1 -> Drafts.text(BOB, "b" + step);
              default -> Drafts.text(ANN, "a" + step);
            };
        sent.add(node.sequencer.append(draft).message());
      } else {
        long seq = since + random.nextInt((int) (sent.size() - since + 1));
        boolean upTo = choice > 7;
        Optional<Instant> answer = node.markRead.mark(BOB, new MessageId(ROOM, seq), upTo);
        for (long s = upTo ? since : seq; s <= seq; s++) {
          Message message = sent.get((int) s - 1);
          boolean own = message.sender().equals(BOB);
          if (own) {
            rows.putIfAbsent(s, message.createdAt());
          } else {
            rows.putIfAbsent(s, Instant.ofEpochMilli(millis.get()));
          }
        }
        assertThat(answer).as("first read of %s", seq).contains(rows.get(seq));
      }
      long expected =
          sent.stream()
              .filter(message -> message.seq() >= since)
              .filter(message -> message.system() == null && !message.sender().equals(BOB))
              .filter(message -> !rows.containsKey(message.seq()))
              .count();
      assertThat(unread(BOB, sent.size())).as("unread after step %s", step).isEqualTo(expected);
    }
    for (Message message : sent) {
      if (!message.sender().equals(BOB)) {
        assertThat(
                Optional.ofNullable(node.receipts.readTimes(message.id(), List.of(BOB)).get(BOB)))
            .isEqualTo(Optional.ofNullable(rows.get(message.seq())));
      }
    }
  }

  @Test
  void countsManyUnreadBySubtraction() {
    for (int i = 0; i < 1_300; i++) {
      node.sequencer.append(
          i % 10 == 0 ? Drafts.system("s" + i) : Drafts.text(i % 7 == 0 ? BOB : ANN, "k" + i));
    }
    node.markRead.mark(BOB, new MessageId(ROOM, 600), false);
    long expected =
        node.log.range(ROOM, 1, 1_300).stream()
            .filter(message -> message.system() == null && !message.sender().equals(BOB))
            .filter(message -> message.seq() != 600)
            .count();

    assertThat(unread(BOB, 1_300)).isEqualTo(expected);
  }

  @Test
  void keepsOneFirstTimeWhenDevicesRace() throws Exception {
    node.send(ANN, "hello");
    MessageId id = new MessageId(ROOM, 1);
    List<Future<Optional<Instant>>> marks = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        boolean upTo = i % 2 == 0;
        marks.add(pool.submit(() -> node.markRead.mark(BOB, id, upTo)));
      }
    }
    Instant stored = node.receipts.readTimes(id, List.of(BOB)).get(BOB);
    assertThat(stored).isNotNull();
    for (Future<Optional<Instant>> mark : marks) {
      assertThat(mark.get()).contains(stored);
    }
    assertThat(node.receipts.countReaders(id, ANN)).isEqualTo(1);
  }

  @Test
  void givesNoReceiptForWhatWasNotAddressedToTheReader() {
    node.send(ANN, "before the join");
    node.conversations.seen.put(
        BOB, new Visibility(ROOM, BOB, Visibility.Rule.CHANNEL_READER, 1, Visibility.OPEN, 2));

    assertThat(node.markRead.mark(BOB, new MessageId(ROOM, 1), true)).isEmpty();
    assertThat(node.receipts.countReaders(new MessageId(ROOM, 1), ANN)).isZero();
  }
}
