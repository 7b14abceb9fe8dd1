package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.testsupport.SettableClock;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What changed since a time. */
class ReadChangesIT {
  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final SettableClock clock = new SettableClock("2030-06-01T09:00:00Z");
  private final Node node = new Node(database, clock, new Node.Heard());
  private final ReadChanges changes =
      new ReadChanges(TestLogs.changes(database), node.conversations, clock);

  @AfterEach
  void close() {
    client.close();
  }

  private Page<MessageView> page(Instant since, int limit, @Nullable String cursor) {
    return changes.since(BOB, ROOM, since, PageRequest.of(limit, cursor));
  }

  /** All pages, one after the other. */
  private List<MessageId> since(Instant since, int limit) {
    List<MessageId> found = new ArrayList<>();
    String cursor = null;
    do {
      Page<MessageView> page = page(since, limit, cursor);
      page.items().forEach(message -> found.add(message.id()));
      cursor = page.next();
    } while (cursor != null);
    return found;
  }

  private void edit(MessageId id) {
    node.change.edit(ANN, id, "edited at " + clock.instant(), OptionalLong.empty());
  }

  @Test
  void listsChangesByTheirTimeAcrossPagesAndDays() {
    List<MessageId> sent = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sent.add(node.send(ANN, "m" + i));
    }
    Instant begin = clock.instant();
    edit(sent.get(3));
    clock.advance(Duration.ofHours(1));
    Instant later = clock.instant();
    node.mark.react(BOB, sent.get(1), "👍");
    node.mark.pin(ANN, sent.get(2), true);
    clock.advance(Duration.ofHours(30));
    node.change.delete(ANN, false, sent.get(0), OptionalLong.empty());

    List<MessageId> all = List.of(sent.get(3), sent.get(1), sent.get(2), sent.get(0));
    assertThat(since(begin, 50)).isEqualTo(all);
    assertThat(since(begin, 1)).isEqualTo(all);
    assertThat(since(later, 2)).isEqualTo(all.subList(1, 4));
    assertThat(since(clock.instant(), 50)).containsExactly(sent.getFirst());
    assertThat(page(clock.instant(), 50, null).items().getFirst().deletedAt()).isNotNull();
  }

  @Test
  void listsAMessageOnceAsItIsNow() {
    MessageId id = node.send(ANN, "hello");
    Instant begin = clock.instant();
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofMinutes(1));
      edit(id);
    }

    assertThat(page(begin, 50, null).items())
        .singleElement()
        .returns(3L, MessageView::revision)
        .returns("edited at " + clock.instant(), MessageView::body);
  }

  @Test
  void doesNotGoBackWithTheClock() {
    MessageId id = node.send(ANN, "hello");
    edit(id);
    Instant first = clock.instant();
    clock.advance(Duration.ofMinutes(-5));
    edit(id);

    assertThat(since(first, 50)).containsExactly(id);
  }

  @Test
  void refusesWhatIsTooLongAgoAndWhoMayNotKnow() {
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> page(clock.instant().minus(Duration.ofDays(8)), 50, null))
        .satisfies(refused -> assertThat(refused.type().status()).isEqualTo(400));
    node.conversations.putOut.add(BOB);
    assertThatExceptionOfType(DomainException.class)
        .isThrownBy(() -> page(clock.instant(), 50, null))
        .satisfies(refused -> assertThat(refused.type().status()).isEqualTo(404));
  }
}
