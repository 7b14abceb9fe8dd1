package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.application.HistoryPosition.Anchor;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.SearchIndex.Filter;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.text.SearchQuery;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Between being given access and reading, the reader is put out and somebody else writes. */
class PutOutWhileReadingIT {
  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final Meanwhile reading = new Meanwhile("stretch");
  private final Node readers =
      new Node(
          reading.of(MessageLog.class, TestLogs.log(database)),
          database,
          Node.CLOCK,
          new Node.Heard());
  private final Node writers = new Node(database, Node.CLOCK, new Node.Heard());
  private final MessageId next = new MessageId(ROOM, 3);

  @BeforeEach
  void twoMessagesThatBobSees() {
    writers.send(ANN, "first word");
    writers.send(ANN, "second word");
    readers.history.page(BOB, ROOM, new HistoryPosition(Anchor.NEWEST, 0), 10);
    readers.conversations.afterwards.set(() -> {
      readers.conversations.putOut.add(BOB);
      writers.answer(ANN, "secret word", new MessageId(ROOM, 2));
      writers.mark.pin(ANN, next, true);
    });
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static <T> List<T> refusedAs(Supplier<List<T>> door) {
    try {
      return door.get();
    } catch (DomainException refused) {
      return List.of();
    }
  }

  private void assertClosed(Supplier<List<Long>> door) {
    assertThat(refusedAs(door)).doesNotContain(3L);
    assertThat(writers.log.find(next)).as("what must not be seen is there").isPresent();
  }

  @Test
  void theNewestPageDoesNotShowWhatCameLater() {
    assertClosed(() -> page(new HistoryPosition(Anchor.NEWEST, 0)));
  }

  @Test
  void aPageForwardDoesNotShowWhatCameLater() {
    assertClosed(() -> page(new HistoryPosition(Anchor.AFTER, 0)));
  }

  @Test
  void aPageAroundDoesNotShowWhatCameLater() {
    assertClosed(() -> page(new HistoryPosition(Anchor.AROUND, 2)));
  }

  @Test
  void aPageBackwardDoesNotShowWhatCameLater() {
    assertClosed(() -> page(new HistoryPosition(Anchor.BEFORE, 4)));
  }

  private List<Long> page(HistoryPosition position) {
    return readers.history.page(BOB, ROOM, position, 10).items().stream()
        .map(view -> view.seq())
        .toList();
  }

  /** Wherever it happens: what was there before is older than the kick, but not its new words. */
  @ParameterizedTest
  @CsvSource({
    "NEWEST, 0, 1",
    "BEFORE, 3, 1",
    "AFTER, 0, 1",
    "AROUND, 2, 1",
    "NEWEST, 0, 2",
    "BEFORE, 3, 2",
    "AFTER, 0, 2",
    "AROUND, 2, 2",
  })
  void aPageDoesNotShowWhatBecameOfOldMessagesLater(Anchor anchor, long seq, long joined) {
    Visibility member =
        new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, joined, Visibility.OPEN, joined);
    List<Consumer<Runnable>> moments =
        List.of(readers.conversations.afterwards::set, reading::before, reading::after);
    for (Consumer<Runnable> moment : moments) {
      readers.conversations.afterwards.set(() -> {});
      readers.conversations.putOut.clear();
      readers.conversations.seen.put(BOB, member);
      String words = "secret since " + System.nanoTime();
      moment.accept(() -> {
        readers.conversations.putOut.add(BOB);
        writers.change.edit(ANN, new MessageId(ROOM, 2), words, OptionalLong.empty());
      });

      List<String> shown =
          refusedAs(() ->
              readers.history.page(BOB, ROOM, new HistoryPosition(anchor, seq), 10).items().stream()
                  .map(view -> view.body())
                  .toList());

      assertThat(shown).doesNotContain(words);
      assertThat(readers.conversations.putOut).as("it happened").contains(BOB);
    }
  }

  @Test
  void theMessageItselfIsNotShown() {
    assertClosed(() -> List.of(readers.history.single(BOB, next).seq()));
  }

  @Test
  void itsThreadDoesNotShowIt() {
    assertClosed(() ->
        readers
            .threads
            .thread(BOB, new MessageId(ROOM, 2), PageRequest.of(10, null))
            .items()
            .stream()
            .map(view -> view.seq())
            .toList());
  }

  @Test
  void pinsDoNotShowIt() {
    assertClosed(() ->
        readers.threads.pinned(BOB, ROOM, PageRequest.of(10, null)).items().stream()
            .map(view -> view.seq())
            .toList());
  }

  @Test
  void searchDoesNotFindIt() {
    Filter words = new Filter(SearchQuery.of("word"), null, null, null, null, null);
    assertClosed(() ->
        readers.search.search(BOB, ROOM, words, PageRequest.of(10, null)).items().stream()
            .map(hit -> hit.message().seq())
            .toList());
  }

  @Test
  void theListDoesNotShowIt() {
    assertClosed(() ->
        readers
            .previews
            .previews(BOB, List.of(readers.conversations.visibilityOf(BOB, ROOM)))
            .values()
            .stream()
            .map(preview -> preview.lastSeq())
            .toList());
  }
}
