package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.domain.Erasure;
import com.paidhr.messenger.messaging.domain.Erasure.Policy;
import com.paidhr.messenger.messaging.domain.Erasure.State;
import com.paidhr.messenger.messaging.domain.HoldScope;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Report;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.StoreFaults;
import com.paidhr.messenger.testsupport.TestStores;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users wrote goes or stays when they are erased, wherever a node stops. */
class ErasureIT {
  private static final UserId ADMIN = new UserId("admin");
  private static final UserId CID = new UserId("cid");
  private static final Clock LATER = Clock.offset(Node.CLOCK, Duration.ofMinutes(15));

  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private MongoDatabase database;
  private Node node;

  @BeforeEach
  void begin() {
    database = client.getDatabase(TestStores.freshDatabase());
    node = new Node(database, Node.CLOCK, new Node.Heard());
  }

  @AfterEach
  void close() {
    client.close();
  }

  /** Six messages, four of them Ann's. */
  private void talk() {
    MessageId first =
        node.send
            .send(new NewMessage(ROOM, ANN, "one", List.of(new MediaId("f1")), null, null))
            .message()
            .id();
    node.answer(BOB, "two", first);
    node.send(ANN, "three");
    node.sequencer.append(Drafts.system("joined"));
    node.send(ANN, "five");
    node.send(BOB, "six");
    TestLogs.reports(database)
        .add(
            new Report(
                Report.idOf(new MessageId(ROOM, 6), ANN),
                "1",
                new MessageId(ROOM, 6),
                ANN,
                BOB,
                "My reason",
                "six",
                0,
                Node.CLOCK.instant(),
                null));
  }

  private List<Message> log() {
    return node.log.range(ROOM, 1, 20);
  }

  private void annIsGone(Node by) {
    assertThat(log()).extracting(Message::seq).containsExactlyElementsOf(places());
    assertThat(log())
        .filteredOn(message -> message.authorKey().author().equals(ANN.value()))
        .hasSize(3)
        .allSatisfy(message -> {
          assertThat(message.isDeleted()).isTrue();
          assertThat(message.body()).isNull();
          assertThat(message.attachments()).isEmpty();
        });
    assertThat(log())
        .filteredOn(message -> message.sender().equals(BOB))
        .extracting(Message::body)
        .containsExactly("two", "six");
    assertThat(node.log.find(new MessageId(ROOM, 2)).orElseThrow().quote())
        .satisfies(quote -> assertThat(quote.excerpt()).isNull());
    assertThat(TestLogs.reports(database).find(Report.idOf(new MessageId(ROOM, 6), ANN)))
        .hasValueSatisfying(report -> assertThat(report.reason()).isEmpty());
    Visibility all = by.conversations.visibilityOf(CID, ROOM);
    assertThat(by.unread.of(List.of(all), Map.of(ROOM, 6L))).containsEntry(ROOM, 2L);
  }

  private static List<Long> places() {
    return LongStream.rangeClosed(1, 6).boxed().toList();
  }

  @Test
  void leavesWhatWasWrittenWithoutAName() {
    talk();
    Erasure begun = node.eraseUsers.begin(ADMIN, ANN, Policy.ANONYMIZE);
    node.erasures.run();

    assertThat(node.eraseUsers.find(begun.id()).state()).isEqualTo(State.DONE);
    assertThat(node.nameless).containsExactly(ANN);
    assertThat(node.collected).isEmpty();
    assertThat(log())
        .filteredOn(message -> message.sender().equals(ANN) && message.body() != null)
        .extracting(Message::body)
        .contains("one", "three", "five");
    assertThat(node.eraseUsers.begin(ADMIN, ANN, Policy.ANONYMIZE).id()).isEqualTo(begun.id());
  }

  @Test
  void removesWhatWasWritten() {
    talk();
    Erasure begun = node.eraseUsers.begin(ADMIN, ANN, Policy.REMOVE);
    node.erasures.run();

    Erasure done = node.eraseUsers.find(begun.id());
    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.progress().messages()).isEqualTo(3);
    assertThat(node.collected).containsExactly(ANN);
    assertThat(node.released).containsExactly(new MessageId(ROOM, 1));
    annIsGone(node);
  }

  @Test
  void waitsForAHoldToBeLifted() {
    talk();
    HoldScope scope = HoldScope.of(ROOM);
    node.holds.hold(ADMIN, scope, "A lawsuit");
    Erasure begun = node.eraseUsers.begin(ADMIN, ANN, Policy.REMOVE);
    node.erasures.run();

    assertThat(node.eraseUsers.find(begun.id()).state()).isEqualTo(State.HELD);
    assertThat(log()).noneMatch(Message::isDeleted);

    node.holds.lift(ADMIN, scope);
    Node later = new Node(database, LATER, new Node.Heard());
    later.erasures.run();
    assertThat(node.eraseUsers.find(begun.id()).state()).isEqualTo(State.DONE);
    annIsGone(later);
  }

  @Test
  void isCompletedByAnotherNodeWhereverItStops() {
    boolean reachedTheEnd = false;
    for (int point = 0; !reachedTheEnd; point++) {
      begin();
      talk();
      Erasure begun = node.eraseUsers.begin(ADMIN, ANN, Policy.REMOVE);
      try (StoreFaults line = StoreFaults.to(URI.create(TestStores.mongoUri()).getPort(), 0);
          MongoClient stopping = line.connect()) {
        Node stopped =
            new Node(stopping.getDatabase(database.getName()), Node.CLOCK, new Node.Heard());
        line.stopAfter(point, true);
        Throwable failure = catchThrowable(stopped.erasures::run);
        reachedTheEnd = !line.hasStopped();
        assertThat(failure == null).as("%s", failure).isEqualTo(reachedTheEnd);
      }

      Node later = new Node(database, LATER, new Node.Heard());
      later.erasures.run();

      assertThat(node.eraseUsers.find(begun.id()).state())
          .as("stopped at %s", point)
          .isEqualTo(State.DONE);
      annIsGone(later);
      assertThat(point).isLessThan(80);
    }
  }
}
