package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.MessageChanged;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.domain.MessageEdits;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.SettableClock;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reactions, pins and edits at their limits. */
class MarksIT {
  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final SettableClock clock = new SettableClock("2030-06-01T09:00:00Z");
  private final Node.Heard heard = new Node.Heard();
  private final Node node = new Node(database, clock, heard);

  @AfterEach
  void close() {
    client.close();
  }

  private static void assertRefused(Runnable action, ProblemType type) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            DomainException.class, refusal -> assertThat(refusal.type()).isEqualTo(type));
  }

  @Test
  void takesFiveHundredReactionsAndRepeatsOfThem() {
    MessageId id = node.send(ANN, "hello");
    for (int i = 0; i < MessageEdits.MAX_REACTIONS; i++) {
      node.mark.react(new UserId("user" + i), id, "👍");
    }

    node.mark.react(new UserId("user0"), id, "👍");

    assertRefused(() -> node.mark.react(ANN, id, "👍"), ProblemType.CONFLICT);
    assertThat(node.history.single(ANN, id).reactions())
        .extracting(MessageView.Reaction::count)
        .containsExactly(MessageEdits.MAX_REACTIONS);
  }

  @Test
  void announcesOnlyReactionsThatAreNew() {
    MessageId id = node.send(ANN, "hello");
    node.mark.react(BOB, id, "\u2764\ufe0f");
    node.mark.react(BOB, id, "\u2764");

    assertThat(heard.events).filteredOn(MessageChanged.class::isInstance).hasSize(1);
    node.mark.unreact(BOB, id, "\u2764");
    assertThat(node.history.single(ANN, id).reactions()).isEmpty();
  }

  @Test
  void pagesPinsOfTheSameTimeToo() {
    List<Long> expected = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      node.mark.pin(ANN, node.send(ANN, "m" + i), true);
      expected.addFirst((long) i);
    }

    List<Long> all = new ArrayList<>();
    String cursor = null;
    do {
      Page<MessageView> page = node.threads.pinned(BOB, ROOM, PageRequest.of(3, cursor));
      assertThat(page.items()).hasSizeBetween(1, 3);
      page.items().forEach(message -> all.add(message.seq()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(all).isEqualTo(expected);
    assertRefused(
        () -> node.threads.pinned(BOB, ROOM, PageRequest.of(3, PageRequest.encode("7"))),
        ProblemType.INVALID_PARAMETER);
  }

  @Test
  void takesAHundredEdits() {
    MessageId id = node.send(ANN, "version 0");
    for (int i = 1; i <= 100; i++) {
      node.change.edit(ANN, id, "version " + i, OptionalLong.empty());
    }

    assertRefused(
        () -> node.change.edit(ANN, id, "one more", OptionalLong.empty()), ProblemType.CONFLICT);
    assertThat(node.history.edits(ANN, id, new PageRequest(200, null)).items()).hasSize(100);
  }

  @Test
  void takesEditsForADay() {
    MessageId id = node.send(ANN, "frist");
    clock.advance(Node.SETTINGS.editWithin());
    node.change.edit(ANN, id, "first", OptionalLong.empty());
    clock.advance(Duration.ofMillis(1));

    assertRefused(
        () -> node.change.edit(ANN, id, "too late", OptionalLong.empty()), ProblemType.FORBIDDEN);
    assertThat(node.history.single(BOB, id).body()).isEqualTo("first");
  }

  @Test
  void showsTheNewestAroundAPlaceBeyondTheEnd() {
    for (int i = 1; i <= 5; i++) {
      node.send(ANN, "m" + i);
    }

    Page<MessageView> page =
        node.history.page(
            BOB, ROOM, new HistoryPosition(HistoryPosition.Anchor.AROUND, 1_000_000), 3);

    assertThat(page.items()).extracting(MessageView::seq).containsExactly(3L, 4L, 5L);
    assertThat(page.next()).isNotNull();
  }
}
