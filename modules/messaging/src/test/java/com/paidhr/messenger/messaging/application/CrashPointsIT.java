package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.StoreFaults;
import com.paidhr.messenger.testsupport.TestStores;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stops a node while it writes, then goes on with another node. Sends, edits and deletions are
 * stopped together with the other modules, in {@code delivery}.
 */
class CrashPointsIT {
  private final MongoClient client = MongoClients.create(TestStores.mongoUri());

  @AfterEach
  void close() {
    client.close();
  }

  /** Five sends that wait together share one insert, of which the store keeps the first few. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void leavesEachOfABatchWholeOrAbsentWithoutHole(int kept) throws Exception {
    MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
    CountDownLatch allWait = new CountDownLatch(1);
    AtomicInteger largest = new AtomicInteger();
    Node stopped =
        new Node(
            keeping(TestLogs.log(database), kept, allWait, largest),
            database,
            Node.CLOCK,
            new Node.Heard());
    List<NewMessage> sends =
        IntStream.range(0, 5).mapToObj(i -> Node.message(ANN, "body " + i, "key" + i)).toList();
    List<Thread> threads = new ArrayList<>();
    threads.add(start(() -> stopped.send.send(Node.message(BOB, "first", "leader"))));
    for (NewMessage send : sends) {
      await().until(() -> threads.getLast().getState() == Thread.State.WAITING);
      threads.add(start(() -> stopped.send.send(send)));
    }
    await().until(() -> threads.getLast().getState() == Thread.State.WAITING);
    allWait.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(largest).as("they shared one insert").hasValue(5);

    Node after = new Node(database, Node.CLOCK, new Node.Heard());
    assertThat(after.log.range(ROOM, 1, 20)).hasSize(1 + kept);
    for (int i = 4; i >= 0; i--) {
      assertThat(after.send.send(sends.get(i)).replayed()).as("send %s", i).isEqualTo(i < kept);
    }
    List<Message> log = after.log.range(ROOM, 1, 20);
    assertThat(log).extracting(Message::seq).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(log)
        .extracting(Message::body)
        .containsExactlyInAnyOrder("first", "body 0", "body 1", "body 2", "body 3", "body 4");
  }

  /** Lets the leader's own insert through once all wait, and stops within the next one. */
  private static MessageLog keeping(
      MessageLog real, int kept, CountDownLatch allWait, AtomicInteger largest) {
    return (MessageLog)
        Proxy.newProxyInstance(
            CrashPointsIT.class.getClassLoader(),
            new Class<?>[] {MessageLog.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("insert")) {
                return method.invoke(real, arguments);
              }
              @SuppressWarnings("unchecked")
              List<Message> batch = (List<Message>) arguments[0];
              if (batch.getFirst().key().equals("leader")) {
                allWait.await();
                return real.insert(batch);
              }
              largest.accumulateAndGet(batch.size(), Math::max);
              if (kept > 0) {
                real.insert(batch.subList(0, Math.min(kept, batch.size())));
              }
              throw new IllegalStateException("stopped");
            });
  }

  private static Thread start(Runnable send) {
    return Thread.ofPlatform()
        .start(() -> {
          var unused = catchThrowable(send::run);
        });
  }

  @Test
  void keepsFirstTimesWhereverMarkingAsReadStops() {
    MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
    Node writer = new Node(database, Node.CLOCK, new Node.Heard());
    long total = 2_100;
    for (int i = 1; i <= total; i++) {
      writer.sequencer.append(Drafts.text(ANN, "k" + i));
    }
    MessageId last = new MessageId(ROOM, total);
    List<MessageId> some = List.of(new MessageId(ROOM, 1), new MessageId(ROOM, 1_000), last);
    boolean reachedTheEnd = false;
    for (int point = 0; !reachedTheEnd; point++) {
      boolean answered;
      UserId user = new UserId("reader" + point);
      try (StoreFaults line = StoreFaults.to(URI.create(TestStores.mongoUri()).getPort(), 0);
          MongoClient stopping = line.connect()) {
        Node stopped =
            new Node(stopping.getDatabase(database.getName()), Node.CLOCK, new Node.Heard());
        line.stopAfter(point, true);
        Throwable failure = catchThrowable(() -> stopped.markRead.mark(user, last, true));
        reachedTheEnd = !line.hasStopped();
        assertThat(failure == null || !reachedTheEnd).isTrue();
        answered = failure == null;
      }
      List<Optional<Instant>> first = times(writer, user, some);
      if (answered) { // the last command comes behind the answer
        assertThat(first).as("answered at %s", point).doesNotContain(Optional.empty());
      }

      Node after = new Node(database, Node.CLOCK, new Node.Heard());
      Instant answer = after.markRead.mark(user, last, true).orElseThrow();

      List<Optional<Instant>> now = times(after, user, some);
      assertThat(now).doesNotContain(Optional.empty());
      assertThat(now.getLast()).contains(answer);
      for (int i = 0; i < some.size(); i++) {
        assertThat(first.get(i)).as("stopped at %s", point).isIn(Optional.empty(), now.get(i));
      }
      Visibility visibility = after.conversations.visibilityOf(user, ROOM);
      assertThat(after.unread.of(List.of(visibility), Map.of(ROOM, total))).containsEntry(ROOM, 0L);
      assertThat(point).isLessThan(50);
    }
  }

  private static List<Optional<Instant>> times(Node node, UserId user, List<MessageId> ids) {
    return ids.stream()
        .map(id -> Optional.ofNullable(node.receipts.readTimes(id, List.of(user)).get(user)))
        .toList();
  }
}
