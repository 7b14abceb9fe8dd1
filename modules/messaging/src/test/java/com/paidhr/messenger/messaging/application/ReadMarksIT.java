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
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import com.paidhr.messenger.messaging.domain.Tail;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Up to where somebody has read, in whatever order they marked, across borders of buckets. */
class ReadMarksIT {
  private static final int AT_ONCE = 200;

  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final Node node = new Node(database, Node.CLOCK, new Node.Heard());

  @AfterEach
  void close() {
    client.close();
  }

  private void write(int messages) {
    for (int i = 0; i < messages; i += AT_ONCE) {
      List<Message> page =
          IntStream.rangeClosed(i + 1, Math.min(messages, i + AT_ONCE))
              .mapToObj(
                  seq -> Drafts.text(ANN, "k" + seq).at(new Tail(seq - 1), Node.CLOCK.instant()))
              .toList();
      assertThat(node.log.insert(page)).isEqualTo(page.size());
    }
  }

  private void mark(long seq, boolean upTo) {
    node.markRead.mark(BOB, new MessageId(ROOM, seq), upTo);
  }

  private long readUpTo() {
    return node.previews
        .readUpTo(ANN, node.conversations.accessOf(ANN, ROOM), List.of(BOB))
        .getOrDefault(BOB, 0L);
  }

  private long marked() {
    Reader bob = new Reader(ROOM, BOB);
    return node.receipts.readThrough(List.of(bob)).getOrDefault(bob, 0L);
  }

  @Test
  void movesOnOverWholeBucketsThatWereReadOneByOne() {
    write(2_000);
    mark(998, true);
    mark(1_000, false);
    mark(999, false);
    for (long seq = 1_001; seq <= 1_999; seq++) {
      mark(seq, false);
    }

    assertThat(readUpTo()).isEqualTo(1_999);
  }

  /** Without it a reader who once skipped one would have no mark that moves. */
  @Test
  void movesOnOverWhatWasReadBefore() {
    write(6);
    mark(1, false);
    mark(3, false);
    mark(4, false);
    mark(2, false);
    mark(5, false);

    assertThat(marked()).isEqualTo(5);
  }

  @Test
  void movesOnOverOwnMessages() {
    String authors = "ABASABBBA";
    for (int seq = 1; seq <= authors.length(); seq++) {
      Draft draft =
          authors.charAt(seq - 1) == 'S'
              ? Drafts.system("s" + seq)
              : Drafts.text(authors.charAt(seq - 1) == 'A' ? ANN : BOB, "k" + seq);
      node.log.insert(List.of(draft.at(new Tail(seq - 1), Node.CLOCK.instant())));
    }

    mark(3, false);
    assertThat(marked()).isZero();
    mark(1, false);
    assertThat(marked()).isEqualTo(3);
    mark(5, false);
    assertThat(marked()).as("a SYSTEM message is to be read, too").isEqualTo(3);
    mark(4, false);
    assertThat(marked()).isEqualTo(5);
    mark(9, false);
    assertThat(marked()).isEqualTo(9);
  }

  @Test
  void movesOnOverOwnMessagesAtABorder() {
    write(998);
    mark(998, true);
    for (int seq = 999; seq <= 1_002; seq++) {
      Draft draft = Drafts.text(seq == 1_002 ? ANN : BOB, "k" + seq);
      node.log.insert(List.of(draft.at(new Tail(seq - 1), Node.CLOCK.instant())));
    }

    mark(1_002, false);

    assertThat(marked()).isEqualTo(1_002);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithTheMessagesThatWereMarked(long seed) {
    Random random = new Random(seed);
    int total = 3_100;
    int since = 1 + random.nextInt(1_100);
    write(total);
    node.conversations.seen.put(
        BOB,
        new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, since, Visibility.OPEN, since));
    BitSet read = new BitSet();
    for (int step = 0; step < 300; step++) {
      int seq = random.nextInt(10) == 0 ? since + random.nextInt(total - since + 1) : near(random);
      boolean upTo = random.nextInt(40) == 0;
      if (seq < since || seq > total) {
        continue;
      }
      read.set(upTo ? since : seq, seq + 1);
      mark(seq, upTo);

      int expected = read.get(since) ? read.nextClearBit(since) - 1 : 0;
      assertThat(readUpTo()).as("step %s", step).isEqualTo(expected);
      assertThat(unread(total)).isEqualTo(total - since + 1 - read.cardinality());
    }
  }

  /** A place near a border, or near where the mark stands. */
  private int near(Random random) {
    int middle = random.nextBoolean() ? 1_000 * (1 + random.nextInt(3)) : (int) readUpTo();
    return middle - 3 + random.nextInt(7);
  }

  private long unread(long last) {
    Visibility visibility = node.conversations.visibilityOf(BOB, ROOM);
    return node.unread.of(List.of(visibility), Map.of(ROOM, last)).getOrDefault(ROOM, -1L);
  }
}
