package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.application.HistoryPosition.Anchor;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of a conversation while two nodes write to it and three are read from. */
class PagingIT {
  private static final int WRITERS = 4;
  private static final int EACH = 100;
  private static final int TOTAL = WRITERS * EACH;

  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final List<Node> nodes =
      IntStream.range(0, 3)
          .mapToObj(i -> new Node(database, Node.CLOCK, new Node.Heard()))
          .toList();

  @AfterEach
  void close() {
    client.close();
  }

  private Page<MessageView> page(Random random, HistoryPosition position) {
    return nodes
        .get(random.nextInt(nodes.size()))
        .history
        .page(BOB, ROOM, position, 1 + random.nextInt(30));
  }

  private static HistoryPosition next(Page<MessageView> page) {
    return PageRequest.of(null, page.next()).after().map(HistoryPosition::decode).orElseThrow();
  }

  private static List<Long> seqs(Page<MessageView> page) {
    return page.items().stream().map(MessageView::seq).toList();
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  /** Follows the conversation from a position to its end, by next where there is one. */
  private List<Long> follow(Random random, HistoryPosition start) {
    List<Long> seen = new ArrayList<>();
    HistoryPosition position = start;
    while (seen.isEmpty() || seen.getLast() < TOTAL) {
      Page<MessageView> page = page(random, position);
      seen.addAll(seqs(page));
      if (page.next() != null) {
        position = next(page);
      } else if (!seen.isEmpty()) {
        position = new HistoryPosition(Anchor.AFTER, seen.getLast());
      }
    }
    return seen;
  }

  /** Waits for the place, since around what is not there yet are the newest messages. */
  private List<Long> followAround(Random random, long seq) {
    Awaitility.await()
        .until(() -> !page(random, new HistoryPosition(Anchor.AFTER, seq - 1)).items().isEmpty());
    return follow(random, new HistoryPosition(Anchor.AROUND, seq));
  }

  /** Goes back from a position to the beginning. */
  private List<Long> back(Random random, HistoryPosition start) {
    Page<MessageView> page = page(random, start);
    List<Long> seen = new ArrayList<>(seqs(page));
    while (page.next() != null) {
      page = page(random, next(page));
      seen.addAll(0, seqs(page));
    }
    return seen;
  }

  private void goBackUntilAllIsWritten(Random random) {
    long last = 0;
    while (last < TOTAL) {
      boolean newest = random.nextBoolean();
      HistoryPosition start =
          newest
              ? HistoryPosition.NEWEST
              : new HistoryPosition(Anchor.BEFORE, 1 + random.nextInt(2 * TOTAL));
      List<Long> seen = back(random, start);
      long end = seen.isEmpty() ? 0 : seen.getLast();
      assertThat(seen).as("back from %s", start).isEqualTo(range(1, end));
      if (newest) {
        assertThat(end).as("the end never moves back").isGreaterThanOrEqualTo(last);
        last = end;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neitherSkipsNorRepeatsWhileOthersWrite(long seed) throws Exception {
    List<Future<?>> work = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        UserId user = new UserId("writer" + writer);
        Sequencer sequencer = nodes.get(writer % 2).sequencer;
        work.add(
            pool.submit(() ->
                IntStream.range(0, EACH)
                    .forEach(i -> sequencer.append(Drafts.text(user, user + "-" + i)))));
      }
      Future<List<Long>> after =
          pool.submit(() -> follow(new Random(seed), new HistoryPosition(Anchor.AFTER, 0)));
      Future<List<Long>> around = pool.submit(() -> followAround(new Random(seed), 20));
      work.add(pool.submit(() -> goBackUntilAllIsWritten(new Random(seed))));
      for (Future<?> each : work) {
        each.get();
      }
      assertThat(after.get()).isEqualTo(range(1, TOTAL));
      assertThat(around.get()).isEqualTo(range(around.get().getFirst(), TOTAL));
      assertThat(around.get().getFirst()).isLessThanOrEqualTo(20);
    }
  }
}
