package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.MessageChanged;
import com.paidhr.messenger.messaging.MessageChanges.Kind;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.HoldScope;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Report;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.DomainException;
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
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old messages go with everything of them, and their places stay. */
class RetentionIT {
  private static final Clock A_MONTH_LATER = Clock.offset(Node.CLOCK, Duration.ofDays(31));

  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final Node.Heard heard = new Node.Heard();
  private MongoDatabase database;
  private Node today;
  private Node later;

  @BeforeEach
  void begin() {
    begin(client.getDatabase(TestStores.freshDatabase()));
  }

  private void begin(MongoDatabase fresh) {
    database = fresh;
    today = new Node(database, Node.CLOCK, new Node.Heard());
    later = new Node(database, A_MONTH_LATER, heard);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Message stored(MessageId id) {
    return later.log.find(id).orElseThrow();
  }

  /** A message with everything that there can be of one. */
  private MessageId rich() {
    MessageId id =
        today
            .send
            .send(
                new NewMessage(ROOM, ANN, "curious words", List.of(new MediaId("f1")), null, null))
            .message()
            .id();
    today.change.edit(ANN, id, "strange words", OptionalLong.empty());
    today.mark.react(BOB, id, "👍");
    today.mark.pin(BOB, id, true);
    TestLogs.reports(database)
        .add(
            new Report(
                Report.idOf(id, BOB),
                "1",
                id,
                BOB,
                ANN,
                "Hm",
                "strange words",
                1,
                Node.CLOCK.instant(),
                null));
    return id;
  }

  private void isGone(MessageId id) {
    Message message = stored(id);
    assertThat(message.isDeleted()).isTrue();
    assertThat(message.body()).isNull();
    assertThat(message.attachments()).isEmpty();
    assertThat(message.reactions()).isEmpty();
    assertThat(message.pinnedAt()).isNull();
    assertThat(later.log.earlier(id, 1, 100)).isEmpty();
    assertThat(TestLogs.reports(database).find(Report.idOf(id, BOB)))
        .hasValueSatisfying(report -> assertThat(report.excerpt()).isNull());
    assertThat(database.getCollection("messages").find(new Document("_id", id.value())))
        .allSatisfy(document -> assertThat(document).doesNotContainKeys("terms", "body", "rest"));
  }

  @Test
  void leavesATombstoneOfWhatIsOldAndTellsOfIt() {
    MessageId old = rich();
    MessageId answer = today.answer(BOB, "an answer", old);
    Node inBetween =
        new Node(database, Clock.offset(Node.CLOCK, Duration.ofDays(20)), new Node.Heard());
    MessageId young = inBetween.answer(BOB, "a young answer", old);

    assertThat(later.removeOld.run()).isEqualTo(2);

    isGone(old);
    assertThat(later.released).containsExactly(old);
    assertThat(stored(answer).isDeleted()).isTrue();
    assertThat(stored(young).body()).isEqualTo("a young answer");
    assertThat(stored(young).quote())
        .satisfies(quote -> {
          assertThat(quote.deleted()).isTrue();
          assertThat(quote.excerpt()).isNull();
        });
    assertThat(heard.events)
        .filteredOn(MessageChanged.class::isInstance)
        .extracting(event -> ((MessageChanged) event).change())
        .allSatisfy(change -> assertThat(change.kinds()).contains(Kind.DELETED))
        .extracting(change -> change.message())
        .containsExactlyInAnyOrder(old, answer);
    assertThat(later.log.stretch(ROOM, 1, 10))
        .extracting(one -> one.value().seq())
        .containsExactly(1L, 2L, 3L);
    assertThat(later.removeOld.run()).isZero();
    assertThat(later.send(ANN, "goes on").seq()).isEqualTo(4);
  }

  @Test
  void leavesSystemMessagesAndWhatNoPolicyIsFor() {
    today.sequencer.append(Drafts.system("joined"));
    MessageId message = today.send(ANN, "words");
    later.retentionDays = 32;
    assertThat(later.removeOld.run()).isZero();
    assertThat(stored(message).body()).isEqualTo("words");

    later.retentionDays = 30;
    assertThat(later.removeOld.run()).isEqualTo(1);
    assertThat(stored(new MessageId(ROOM, 1)).isDeleted()).isFalse();
    assertThat(stored(message).isDeleted()).isTrue();
  }

  @Test
  void stopsAtAHoldOfTheConversation() {
    MessageId old = today.send(ANN, "evidence");
    HoldScope scope = HoldScope.of(ROOM);
    later.holds.hold(BOB, scope, "A lawsuit");

    assertThat(later.removeOld.run()).isZero();
    assertThatThrownBy(() -> today.change.delete(ANN, true, old, OptionalLong.empty()))
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.type().status()).isEqualTo(409));
    assertThat(stored(old).body()).isEqualTo("evidence");

    later.holds.lift(BOB, scope);
    assertThat(later.removeOld.run()).isEqualTo(1);
    assertThat(stored(old).isDeleted()).isTrue();
  }

  @Test
  void passesOverWhatAHeldUserWroteUntilTheHoldIsLifted() {
    MessageId held = today.send(ANN, "evidence");
    MessageId other = today.send(BOB, "nothing");
    HoldScope scope = HoldScope.of(ANN);
    later.holds.hold(BOB, scope, "A lawsuit");

    assertThat(later.removeOld.run()).isEqualTo(1);
    assertThat(stored(held).body()).isEqualTo("evidence");
    assertThat(stored(other).isDeleted()).isTrue();

    later.holds.lift(BOB, scope);
    assertThat(later.removeOld.run()).isEqualTo(1);
    assertThat(stored(held).isDeleted()).isTrue();
  }

  @Test
  void forgetsReceiptsOfWholeStretchesAndLeavesNothingUnread() {
    for (int i = 1; i <= 1_100; i++) {
      today.sequencer.append(Drafts.text(ANN, "k" + i));
    }
    MessageId last = new MessageId(ROOM, 1_100);
    MessageId first = new MessageId(ROOM, 1);
    UserId cid = new UserId("cid");
    today.markRead.mark(BOB, last, true);
    today.markRead.mark(cid, new MessageId(ROOM, 500), false);

    assertThat(later.removeOld.run()).isEqualTo(1_100);

    assertThat(later.receipts.readTimes(first)).isEmpty();
    assertThat(later.receipts.readTimes(last)).containsOnlyKeys(BOB);
    for (UserId user : List.of(BOB, cid, ANN)) {
      Visibility all = later.conversations.visibilityOf(user, ROOM);
      assertThat(later.unread.of(List.of(all), Map.of(ROOM, 1_100L))).containsEntry(ROOM, 0L);
    }
    MessageId fresh = later.send(ANN, "fresh");
    Visibility all = later.conversations.visibilityOf(cid, ROOM);
    assertThat(later.unread.of(List.of(all), Map.of(ROOM, fresh.seq()))).containsEntry(ROOM, 1L);
    later.markRead.mark(cid, fresh, true);
    assertThat(later.unread.of(List.of(all), Map.of(ROOM, fresh.seq()))).containsEntry(ROOM, 0L);
  }

  @Test
  void takesAsManyCommandsForManyMessagesAsForFew() {
    assertThat(commandsFor(200)).isEqualTo(commandsFor(3)).isLessThanOrEqualTo(20);
  }

  /** Of one batch and the look for more. */
  private int commandsFor(int messages) {
    begin(client.getDatabase(TestStores.freshDatabase()));
    for (int i = 0; i < messages - 1; i++) {
      today.sequencer.append(Drafts.text(ANN, "k" + i));
    }
    rich();
    AtomicInteger commands = new AtomicInteger();
    try (MongoClient counted =
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
                .build())) {
      Node node = new Node(counted.getDatabase(database.getName()), A_MONTH_LATER, heard);
      commands.set(0);
      assertThat(node.removeOld.run()).isEqualTo(messages);
    }
    int more = messages == 200 ? 2 : 0; // a full batch is followed by a look behind it
    return commands.get() - more;
  }

  @Test
  void isCompletedByAnotherNodeWhereverItStops() {
    Clock evenLater = Clock.offset(A_MONTH_LATER, Duration.ofMinutes(5));
    boolean reachedTheEnd = false;
    for (int point = 0; !reachedTheEnd; point++) {
      begin(client.getDatabase(TestStores.freshDatabase()));
      MessageId rich = rich();
      today.answer(BOB, "an answer", rich);
      today.sequencer.append(Drafts.system("joined"));
      today.send(BOB, "another");
      try (StoreFaults line = StoreFaults.to(URI.create(TestStores.mongoUri()).getPort(), 0);
          MongoClient stopping = line.connect()) {
        Node stopped =
            new Node(stopping.getDatabase(database.getName()), A_MONTH_LATER, new Node.Heard());
        line.stopAfter(point, true);
        Throwable failure = catchThrowable(stopped.removeOld::run);
        reachedTheEnd = !line.hasStopped();
        assertThat(failure == null).as("%s", failure).isEqualTo(reachedTheEnd);
      }

      later = new Node(database, evenLater, heard);
      later.removeOld.run();

      isGone(rich);
      assertThat(later.log.stretch(ROOM, 1, 10))
          .as("stopped at %s", point)
          .extracting(one -> one.value().seq())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 4).boxed().toList());
      assertThat(later.log.stretch(ROOM, 1, 10))
          .filteredOn(one -> one.value().authorKey().author().equals(Draft.MADE_HERE))
          .hasSize(1);
      assertThat(stored(new MessageId(ROOM, 2)).quote())
          .satisfies(quote -> assertThat(quote.deleted()).isTrue());
      Visibility all = later.conversations.visibilityOf(new UserId("cid"), ROOM);
      assertThat(later.unread.of(List.of(all), Map.of(ROOM, 4L))).containsEntry(ROOM, 0L);
      assertThat(point).isLessThan(60);
    }
  }
}
