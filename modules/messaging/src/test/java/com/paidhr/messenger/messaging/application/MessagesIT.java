package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.MessageAccepted;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.application.HistoryPosition.Anchor;
import com.paidhr.messenger.messaging.domain.SearchIndex.Filter;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.SearchQuery;
import com.paidhr.messenger.testsupport.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MessagesIT {
  private final List<String> commands = new ArrayList<>();
  private final MongoClient client =
      MongoClients.create(
          MongoClientSettings.builder()
              .applyConnectionString(new ConnectionString(TestStores.mongoUri()))
              .addCommandListener(
                  new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                      synchronized (commands) {
                        commands.add(event.getCommandName());
                      }
                    }
                  })
              .build());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final Node.Heard heard = new Node.Heard();
  private final Node node = new Node(database, Node.CLOCK, heard);

  @AfterEach
  void close() {
    client.close();
  }

  private List<Long> seqs(Page<MessageView> page) {
    return page.items().stream().map(MessageView::seq).toList();
  }

  private List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private void sendMany(int count) {
    IntStream.range(0, count).forEach(i -> node.send(ANN, "message " + i));
  }

  private MessageView seen(UserId user, MessageId id) {
    return node.history.single(user, id);
  }

  @Nested
  class Sending {
    @Test
    void answersTheSameSendAlikeAndAnotherContentWithMismatch() {
      Sent first = node.send.send(Node.message(ANN, "hello", "k1"));
      Sent again = node.send.send(Node.message(ANN, "hello", "k1"));

      assertThat(again.replayed()).isTrue();
      assertThat(again.message()).isEqualTo(first.message());
      assertThatThrownBy(() -> node.send.send(Node.message(ANN, "other", "k1")))
          .isInstanceOfSatisfying(
              DomainException.class,
              e -> assertThat(e.type()).isEqualTo(ProblemType.IDEMPOTENCY_MISMATCH));
      assertThat(heard.events).hasOnlyElementsOfType(MessageAccepted.class).hasSize(1);
    }

    @Test
    void answersTheSameSendAlikeAfterAnEdit() {
      Sent first = node.send.send(Node.message(ANN, "hello", "k1"));
      node.change.edit(ANN, first.message().id(), "edited", OptionalLong.empty());

      Sent again = node.send.send(Node.message(ANN, "hello", "k1"));

      assertThat(again.message()).isEqualTo(first.message());
    }

    @Test
    void answersTheSameSendOfAFileAlikeAfterItWasCaptioned() {
      NewMessage file = new NewMessage(ROOM, ANN, null, List.of(new MediaId("file")), null, "k1");
      Sent first = node.send.send(file);
      node.change.edit(ANN, first.message().id(), "captioned", OptionalLong.empty());

      assertThat(first.message().body()).isNull();
      assertThat(node.send.send(file).message()).isEqualTo(first.message());
      assertThat(node.history.edits(BOB, first.message().id(), new PageRequest(200, null)).items())
          .extracting(edit -> edit.body())
          .containsOnlyNulls();
    }

    @Test
    void hidesWhatARepeatedSendQuotesAndItsSenderDoesNotSeeAnyMore() {
      MessageId asked = node.send(ANN, "what?");
      NewMessage answer = new NewMessage(ROOM, BOB, "that", List.of(), asked, "k1");
      node.send.send(answer);
      node.conversations.seen.put(
          BOB, new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, 2, Visibility.OPEN, 2));

      MessageView again = node.send.send(answer).message();

      assertThat(again.replyTo()).isEqualTo(asked);
      assertThat(again.replyPreview()).isNull();
    }

    @Test
    void refusesAnswersToWhatTheSenderDoesNotSee() {
      MessageId first = node.send(ANN, "secret");
      node.conversations.seen.put(
          BOB, new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, 2, Visibility.OPEN, 2));

      assertThatThrownBy(() -> node.answer(BOB, "what?", first))
          .isInstanceOf(DomainException.class);
      MessageId answer = node.answer(ANN, "more", first);
      assertThat(seen(BOB, answer).replyTo()).isEqualTo(first);
      assertThat(seen(BOB, answer).replyPreview()).as("would leak the body").isNull();
      assertThat(seen(ANN, answer).replyPreview()).isNotNull();
    }

    @Test
    void namesMembersOnlyAndAllNeverByMembers() {
      node.conversations.putOut.add(new UserId("carl"));

      MessageView view = seen(ANN, node.send(ANN, "@bob, @carl and @all: hello"));

      assertThat(view.mentions()).containsExactly(BOB);
      assertThat(view.mentionsAll()).isFalse();
    }
  }

  @Nested
  class History {
    @Test
    void pagesBackwardsAndForwardsWithoutSkippingWhileOthersWrite() {
      sendMany(25);
      Page<MessageView> newest = page(HistoryPosition.NEWEST, 10);
      sendMany(3);
      Page<MessageView> older = page(next(newest), 10);
      Page<MessageView> oldest = page(next(older), 10);

      assertThat(seqs(newest)).isEqualTo(range(16, 25));
      assertThat(seqs(older)).isEqualTo(range(6, 15));
      assertThat(seqs(oldest)).isEqualTo(range(1, 5));
      assertThat(oldest.next()).isNull();

      Page<MessageView> forward = page(new HistoryPosition(Anchor.AFTER, 0), 20);
      assertThat(seqs(forward)).isEqualTo(range(1, 20));
      assertThat(seqs(page(next(forward), 20))).isEqualTo(range(21, 28));
      assertThat(seqs(page(new HistoryPosition(Anchor.AROUND, 14), 4))).isEqualTo(range(12, 15));
      assertThat(seqs(page(new HistoryPosition(Anchor.BEFORE, 1_000_000), 5)))
          .isEqualTo(range(24, 28));
      assertThat(seqs(page(new HistoryPosition(Anchor.AFTER, 1_000_000), 5))).isEmpty();
    }

    @Test
    void showsOnlyTheVisibleInterval() {
      sendMany(20);
      node.conversations.seen.put(
          BOB, new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, 8, 12, 8));

      assertThat(seqs(node.history.page(BOB, ROOM, HistoryPosition.NEWEST, 50)))
          .isEqualTo(range(8, 12));
      assertThat(seqs(node.history.page(BOB, ROOM, new HistoryPosition(Anchor.AFTER, 0), 50)))
          .isEqualTo(range(8, 12));
      assertThatThrownBy(() -> seen(BOB, new MessageId(ROOM, 7)))
          .isInstanceOf(DomainException.class);
    }

    @Test
    void costsOneCommandBesideTheQuestionWhoMaySee() {
      sendMany(300);
      for (int limit : List.of(1, 50, 200)) {
        for (HistoryPosition position :
            List.of(
                HistoryPosition.NEWEST,
                new HistoryPosition(Anchor.BEFORE, 250),
                new HistoryPosition(Anchor.AFTER, 50))) {
          synchronized (commands) {
            commands.clear();
          }
          page(position, limit);
          synchronized (commands) {
            assertThat(commands).as(position + " " + limit).containsExactly("find");
          }
        }
      }
    }

    @Test
    void findsTheEndOnANodeThatKnowsNothing() {
      sendMany(70);
      Node other = new Node(database, Node.CLOCK, heard);

      assertThat(seqs(other.history.page(BOB, ROOM, HistoryPosition.NEWEST, 5)))
          .isEqualTo(range(66, 70));
    }

    private Page<MessageView> page(HistoryPosition position, int limit) {
      return node.history.page(BOB, ROOM, position, limit);
    }

    private HistoryPosition next(Page<MessageView> page) {
      return PageRequest.of(null, page.next()).after().map(HistoryPosition::decode).orElseThrow();
    }
  }

  @Nested
  class Changing {
    @Test
    void keepsEarlierBodiesAndRefusesAnotherVersion() {
      MessageId id = node.send(ANN, "one");

      MessageView edited = node.change.edit(ANN, id, "two", OptionalLong.of(1));

      assertThat(edited.body()).isEqualTo("two");
      assertThat(edited.version()).isEqualTo(2);
      assertThat(edited.editedAt()).isNotNull();
      assertThat(node.history.edits(BOB, id, new PageRequest(200, null)).items())
          .extracting(edit -> edit.body())
          .containsExactly("one");
      assertThatThrownBy(() -> node.change.edit(ANN, id, "three", OptionalLong.of(1)))
          .isInstanceOfSatisfying(
              DomainException.class,
              e -> assertThat(e.type()).isEqualTo(ProblemType.VERSION_CONFLICT));
      assertThatThrownBy(() -> node.change.edit(BOB, id, "mine", OptionalLong.empty()))
          .isInstanceOfSatisfying(
              DomainException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.FORBIDDEN));
    }

    private MessageView editAsOf(long version, MessageId id, String body) {
      return node.change.edit(ANN, id, body, OptionalLong.of(version));
    }

    @Test
    void answersTheSameEditAgainAlthoughItsVersionHasPassed() {
      MessageId id = node.send(ANN, "one");
      MessageView edited = editAsOf(1, id, "two");

      assertThat(editAsOf(1, id, "two")).isEqualTo(edited);
      assertThat(editAsOf(2, id, "two")).isEqualTo(edited);
      editAsOf(2, id, "three");
      assertThatThrownBy(() -> editAsOf(1, id, "three")).isInstanceOf(DomainException.class);
      assertThat(node.history.edits(ANN, id, new PageRequest(200, null)).items()).hasSize(2);
    }

    @Test
    void answersTheLastEditAgainWhenNoOtherIsAllowedAnyMore() {
      MessageId id = node.send(ANN, "0");
      IntStream.rangeClosed(1, 100).forEach(i -> editAsOf(i, id, "" + i));
      Clock tomorrow = Clock.offset(Node.CLOCK, Duration.ofDays(2));
      Node later = new Node(database, tomorrow, new Node.Heard());

      assertThat(editAsOf(100, id, "100").version()).isEqualTo(101);
      assertThatThrownBy(() -> editAsOf(101, id, "101"))
          .isInstanceOfSatisfying(
              DomainException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.CONFLICT));
      assertThat(later.change.edit(ANN, id, "100", OptionalLong.of(100)).version()).isEqualTo(101);
      assertThatThrownBy(() -> later.change.edit(BOB, id, "100", OptionalLong.empty()))
          .isInstanceOf(DomainException.class);
    }

    @Test
    void leavesATombstoneWithoutContent() {
      MessageId id =
          node.send
              .send(
                  new NewMessage(ROOM, ANN, "secret word", List.of(new MediaId("file")), null, "k"))
              .message()
              .id();
      MessageId answer = node.answer(BOB, "indeed", id);
      node.mark.react(BOB, id, "👍");

      node.change.delete(ANN, false, id, OptionalLong.empty());
      node.change.delete(ANN, false, id, OptionalLong.empty());

      MessageView tombstone = seen(BOB, id);
      assertThat(tombstone.deletedAt()).isNotNull();
      assertThat(tombstone.body()).isNull();
      assertThat(tombstone.attachments()).isEmpty();
      assertThat(tombstone.reactions()).isEmpty();
      assertThat(node.released).containsExactly(id);
      assertThat(seen(BOB, answer).replyPreview())
          .satisfies(preview -> assertThat(preview.excerpt()).isNull())
          .satisfies(preview -> assertThat(preview.deleted()).isTrue());
      assertThat(database.getCollection("messages").find().into(new ArrayList<>()).toString())
          .doesNotContain("secret");
      assertThatThrownBy(() -> node.change.edit(ANN, id, "back", OptionalLong.empty()))
          .isInstanceOf(DomainException.class);
    }

    @Test
    void treatsReactionsAsSets() {
      MessageId id = node.send(ANN, "hello");
      node.mark.react(BOB, id, "👍");
      node.mark.react(BOB, id, "👍");
      node.mark.react(ANN, id, "👍");
      node.mark.react(BOB, id, "🚀");
      node.mark.unreact(ANN, id, "👍");
      node.mark.unreact(ANN, id, "👍");

      assertThat(seen(ANN, id).reactions())
          .containsExactly(
              new MessageView.Reaction("👍", 1, List.of(BOB)),
              new MessageView.Reaction("🚀", 1, List.of(BOB)));
    }

    @Test
    void listsPinsAndThreads() {
      MessageId root = node.send(ANN, "root");
      node.send(ANN, "between");
      MessageId answer = node.answer(BOB, "answer", root);
      MessageId nested = node.answer(ANN, "nested", answer);
      node.mark.pin(ANN, answer, true);

      assertThat(node.threads.thread(BOB, root, PageRequest.of(null, null)).items())
          .extracting(MessageView::id)
          .containsExactly(root, answer, nested);
      assertThat(node.threads.pinned(BOB, ROOM, PageRequest.of(10, null)).items())
          .extracting(MessageView::id)
          .containsExactly(answer);
      node.mark.pin(ANN, answer, false);
      assertThat(node.threads.pinned(BOB, ROOM, PageRequest.of(10, null)).items()).isEmpty();
    }

    @Test
    void listsPinsThatANewcomerSeesHoweverManyOthersWerePinnedLater() {
      MessageId old = node.send(ANN, "before");
      MessageId seen = node.send(ANN, "after");
      node.mark.pin(ANN, seen, true);
      node.mark.pin(ANN, old, true);
      node.conversations.seen.put(
          BOB, new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, 2, Visibility.OPEN, 2));

      assertThat(node.threads.pinned(BOB, ROOM, PageRequest.of(1, null)).items())
          .extracting(MessageView::id)
          .containsExactly(seen);
    }
  }

  @Nested
  class Searching {
    private List<Long> find(UserId user, String q) {
      Filter filter = new Filter(SearchQuery.of(q), null, null, null, null, null);
      return node.search.search(user, ROOM, filter, PageRequest.of(null, null)).items().stream()
          .map(hit -> hit.message().seq())
          .toList();
    }

    @Test
    void findsWordsBeginningsPhrasesAndOtherScripts() {
      node.send(ANN, "Houston, we've had a problem");
      node.send(ANN, "No problems at the CAFÉ");
      node.send(ANN, "我住在東京都");
      node.send(ANN, "problem: had we");

      assertThat(find(BOB, "problem ")).containsExactly(4L, 1L);
      assertThat(find(BOB, "probl")).containsExactly(4L, 2L, 1L);
      assertThat(find(BOB, "\"had a problem\"")).containsExactly(1L);
      assertThat(find(BOB, "cafe")).containsExactly(2L);
      assertThat(find(BOB, "京都")).containsExactly(3L);
      assertThat(find(BOB, "houston problem")).containsExactly(1L);
      assertThat(find(BOB, "nothing")).isEmpty();
    }

    @Test
    void hidesWhatTheVisibilityRuleHides() {
      node.send(ANN, "secret one");
      node.send(ANN, "secret two");
      node.conversations.seen.put(
          BOB, new Visibility(ROOM, BOB, Visibility.Rule.GROUP_MEMBER, 2, Visibility.OPEN, 2));

      assertThat(find(BOB, "secret")).containsExactly(2L);
    }

    @Test
    void followsEditsAndDeletions() {
      MessageId id = node.send(ANN, "apple");
      node.change.edit(ANN, id, "banana", OptionalLong.empty());
      assertThat(find(BOB, "apple")).isEmpty();
      assertThat(find(BOB, "banana")).containsExactly(1L);

      node.change.delete(ANN, false, id, OptionalLong.empty());
      assertThat(find(BOB, "banana")).isEmpty();
    }

    @Test
    void looksThroughALongConversationPieceByPiece() {
      node.send(ANN, "needle");
      copyUpTo(25_000, node.send(ANN, "hay"));
      Filter beginning = new Filter(SearchQuery.of("need"), null, null, null, null, null);
      commands.clear();

      Page<SearchHit> newest = node.search.search(BOB, ROOM, beginning, PageRequest.of(10, null));
      int asked = commands.size();
      Page<SearchHit> rest =
          node.search.search(BOB, ROOM, beginning, PageRequest.of(10, newest.next()));

      assertThat(newest.items()).isEmpty();
      assertThat(asked).isLessThan(30);
      assertThat(rest.items()).extracting(hit -> hit.message().seq()).containsExactly(1L);
      assertThat(rest.next()).isNull();
    }

    private void copyUpTo(long last, MessageId original) {
      MongoCollection<Document> messages = database.getCollection("messages");
      Document stored = messages.find(Filters.eq("_id", original.value())).first();
      assertThat(stored).isNotNull();
      messages.insertMany(
          LongStream.rangeClosed(original.seq() + 1, last)
              .mapToObj(seq ->
                  new Document(stored)
                      .append("_id", new MessageId(ROOM, seq).value())
                      .append("seq", seq)
                      .append("clientMessageId", "copy " + seq))
              .toList());
    }

    @Test
    void pagesBeginningsWithoutRepeating() {
      assertPages("sam");
    }

    @Test
    void pagesWithoutRepeating() {
      assertPages("same ");
    }

    private void assertPages(String q) {
      IntStream.range(0, 25).forEach(i -> node.send(ANN, "same word " + i));
      Filter filter = new Filter(SearchQuery.of(q), null, null, null, null, null);
      List<Long> all = new ArrayList<>();
      String cursor = null;
      do {
        Page<SearchHit> page = node.search.search(BOB, ROOM, filter, PageRequest.of(10, cursor));
        page.items().forEach(hit -> all.add(hit.message().seq()));
        cursor = page.next();
      } while (cursor != null);

      assertThat(all).doesNotHaveDuplicates().hasSize(25);
    }
  }
}
