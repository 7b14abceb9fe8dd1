package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.testsupport.TestStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stops a node before and after each store command of a send, then goes on with another node. */
class CrashPointsIT {
  private final MongoClient client = MongoClients.create(TestStores.mongoUri());

  @AfterEach
  void close() {
    client.close();
  }

  /** Fails every call from the given one on, as a stopped process would; counts two per command. */
  private static MessageLog stoppingAt(MessageLog log, int point, AtomicInteger passed) {
    return (MessageLog)
        Proxy.newProxyInstance(
            CrashPointsIT.class.getClassLoader(),
            new Class<?>[] {MessageLog.class},
            (proxy, method, arguments) -> {
              stopAt(point, passed);
              try {
                Object answer = method.invoke(log, arguments);
                stopAt(point, passed);
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void stopAt(int point, AtomicInteger passed) {
    if (passed.getAndIncrement() >= point) {
      throw new IllegalStateException("stopped");
    }
  }

  @Test
  void leavesEachSendWholeOrAbsentWithoutHole() {
    boolean reachedTheEnd = false;
    for (int point = 0; !reachedTheEnd; point++) {
      MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
      Node before = new Node(database, Node.CLOCK, new Node.Heard());
      MessageId root = before.send(ANN, "first");
      AtomicInteger passed = new AtomicInteger();
      MessageLog stopping = stoppingAt(TestLogs.log(database), point, passed);
      Node stopped = new Node(stopping, database, Node.CLOCK, new Node.Heard());
      NewMessage second = new NewMessage(ROOM, ANN, "second", List.of(), root, "key");

      Throwable failure = catchThrowable(() -> stopped.send.send(second));

      reachedTheEnd = failure == null;
      Node after = new Node(database, Node.CLOCK, new Node.Heard());
      long stored = after.log.tail(ROOM, 0).seq();
      assertThat(stored).as("stopped at %s", point).isBetween(1L, 2L);
      Placed repeated = after.send.send(second);
      assertThat(repeated.message().seq()).isEqualTo(2);
      assertThat(repeated.replayed()).isEqualTo(stored == 2);
      assertThat(after.send(ANN, "third").seq()).isEqualTo(3);
      assertThat(after.log.range(ROOM, 1, 10)).extracting(Message::seq).containsExactly(1L, 2L, 3L);
      assertThat(point).as("points passed without reaching the end").isLessThan(50);
    }
  }

  @Test
  void finishesADeletionThatWasStopped() {
    boolean reachedTheEnd = false;
    for (int point = 0; !reachedTheEnd; point++) {
      MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
      Node before = new Node(database, Node.CLOCK, new Node.Heard());
      MessageId root = before.send(ANN, "secret");
      MessageId answer = before.answer(ANN, "answer", root);
      MessageLog stopping = stoppingAt(TestLogs.log(database), point, new AtomicInteger());
      Node stopped = new Node(stopping, database, Node.CLOCK, new Node.Heard());

      reachedTheEnd =
          catchThrowable(() -> stopped.change.delete(ANN, false, root, OptionalLong.empty()))
              == null;
      Node after = new Node(database, Node.CLOCK, new Node.Heard());
      after.change.delete(ANN, false, root, OptionalLong.empty());

      assertThat(after.history.single(ANN, root).body()).isNull();
      assertThat(after.history.single(ANN, answer).replyPreview())
          .satisfies(preview -> assertThat(preview.excerpt()).isNull());
      assertThat(point).isLessThan(50);
    }
  }
}
