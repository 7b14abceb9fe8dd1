package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.MessageRead;
import com.paidhr.messenger.messaging.Messages.Reads;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

  /** What follows from reading is done when the mark is answered, or told again. */
  @Test
  void isNotDoneBeforeThoseWhoListenAre() {
    List<MessageRead> told = new ArrayList<>();
    Node failing =
        new Node(
            database,
            ticking,
            new Announcements() {
              @Override
              void announceOrFail(DomainEvent event) {
                told.add((MessageRead) event);
                if (told.size() == 1) {
                  throw new IllegalStateException("The store is away");
                }
              }
            });
    MessageId id = node.send(ANN, "Read me");

    assertThatThrownBy(() -> failing.markRead.mark(BOB, id, true))
        .isInstanceOf(IllegalStateException.class);
    Instant first = failing.markRead.mark(BOB, id, true).orElseThrow();

    assertThat(told).hasSize(2).allMatch(read -> read.from() == 1 && read.to() == 1);
    assertThat(first).isEqualTo(told.getFirst().occurredAt());
    assertThat(unread(BOB, 1)).isZero();
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
    assertThat(node.receipts.readTimes(id)).containsOnlyKeys(BOB);
  }

  @Test
  void readsNothingBeforeItWasSentByAClockThatIsAhead() {
    MessageId id = new MessageId(ROOM, 1);
    millis.addAndGet(300_000);
    node.send(ANN, "from the future");
    millis.addAndGet(-300_000);
    Instant sent = node.log.find(id).orElseThrow().createdAt();

    assertThat(node.markRead.mark(BOB, id, true)).contains(sent);
    millis.addAndGet(600_000);
    assertThat(node.markRead.mark(BOB, id, false)).contains(sent);
  }

  @Test
  void givesNoReceiptForWhatWasNotAddressedToTheReader() {
    node.send(ANN, "before the join");
    node.conversations.seen.put(
        BOB, new Visibility(ROOM, BOB, Visibility.Rule.CHANNEL_READER, 1, Visibility.OPEN, 2));

    assertThat(node.markRead.mark(BOB, new MessageId(ROOM, 1), true)).isEmpty();
    assertThat(node.receipts.readTimes(new MessageId(ROOM, 1))).isEmpty();
  }

  /** Four readers who joined at different places mark at random; compared with one row per pair. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void keepsFirstTimesWithinWhatIsVisibleAndAddsUp(long seed) {
    Random random = new Random(seed);
    long total = 60;
    Map<UserId, Visibility> readers = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      UserId user = new UserId("reader" + i);
      long since = 1 + random.nextInt(30);
      readers.put(
          user,
          new Visibility(ROOM, user, Visibility.Rule.GROUP_MEMBER, since, Visibility.OPEN, since));
    }
    node.conversations.seen.putAll(readers);
    for (int i = 0; i < total; i++) {
      node.sequencer.append(Drafts.text(ANN, "k" + i));
    }
    Access access = node.conversations.accessOf(ANN, ROOM);
    Map<MessageId, Map<UserId, Instant>> before = new HashMap<>();
    Map<UserId, Long> upToBefore = Map.of();
    for (int step = 0; step < 30; step++) {
      UserId user = new UserId("reader" + random.nextInt(4));
      long since = node.conversations.visibilityOf(user, ROOM).since();
      long seq = since + random.nextInt((int) (total - since + 1));
      node.markRead.mark(user, new MessageId(ROOM, seq), random.nextInt(8) == 0);

      long pairs = 0;
      for (long each = 1; each <= total; each++) {
        MessageId id = new MessageId(ROOM, each);
        Map<UserId, Instant> times = node.receipts.readTimes(id, readers.keySet());
        assertThat(times)
            .as("first times stay")
            .containsAllEntriesOf(before.getOrDefault(id, Map.of()));
        assertThat(times.keySet())
            .as("nobody reads what they do not see")
            .allMatch(reader -> node.conversations.visibilityOf(reader, ROOM).receives(id.seq()));
        assertThat(node.shownReceipts.reads(access, id, ANN, List.of()).count())
            .hasValue(times.size());
        before.put(id, times);
        pairs += times.size();
      }
      long visible =
          readers.values().stream().mapToLong(reader -> total - reader.since() + 1).sum();
      long unread = readers.keySet().stream().mapToLong(reader -> unread(reader, total)).sum();
      assertThat(pairs + unread).as("read and unread add up").isEqualTo(visible);
      Map<UserId, Long> upTo = node.previews.readUpTo(ANN, access, readers.keySet());
      upToBefore.forEach(
          (reader, mark) -> assertThat(upTo.get(reader)).isGreaterThanOrEqualTo(mark));
      upToBefore = upTo;
    }
  }

  @Test
  void tellsNothingOfAndToWhoHidesReceipts() {
    UserId carl = new UserId("carl");
    node.send(ANN, "hello");
    MessageId id = new MessageId(ROOM, 1);
    node.markRead.mark(BOB, id, true);
    node.markRead.mark(carl, id, true);
    List<UserId> all = List.of(BOB, carl);
    Access toAnn = node.conversations.accessOf(ANN, ROOM);
    Access toBob = node.conversations.accessOf(BOB, ROOM);
    assertThat(node.shownReceipts.readTimes(toAnn, id, all)).containsOnlyKeys(BOB, carl);

    node.hiding.add(BOB);

    assertThat(node.shownReceipts.readTimes(toAnn, id, all)).containsOnlyKeys(carl);
    assertThat(node.shownReceipts.reads(toAnn, id, ANN, all))
        .isEqualTo(new Reads(node.shownReceipts.readTimes(toAnn, id, all), OptionalLong.of(1)));
    assertThat(node.previews.readUpTo(ANN, toAnn, all)).containsOnlyKeys(carl);
    assertThat(node.shownReceipts.readTimes(toBob, id, all)).containsOnlyKeys(BOB);
    assertThat(node.shownReceipts.reads(toBob, id, ANN, all))
        .isEqualTo(new Reads(node.shownReceipts.readTimes(toBob, id, all), OptionalLong.empty()));
    assertThat(node.previews.readUpTo(BOB, toBob, all)).containsOnlyKeys(BOB);
    assertThat(unread(BOB, 1)).as("one's own unread count still works").isZero();

    node.hiding.clear();
    assertThat(node.shownReceipts.readTimes(toAnn, id, all)).containsOnlyKeys(BOB, carl);
  }
}
