package com.paidhr.messenger.messaging.application;

import static com.paidhr.messenger.messaging.application.Drafts.ANN;
import static com.paidhr.messenger.messaging.application.Drafts.BOB;
import static com.paidhr.messenger.messaging.application.Drafts.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.paidhr.messenger.messaging.MessageView.ReplyPreview;
import com.paidhr.messenger.messaging.domain.MessageEdits;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.mongo.TestLogs;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.testsupport.TestStores;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In the middle of a send or an edit, somebody changes what it is about. */
class TiesIT {
  private final MongoClient client = MongoClients.create(TestStores.mongoUri());
  private final MongoDatabase database = client.getDatabase(TestStores.freshDatabase());
  private final Meanwhile insert = new Meanwhile("insert");
  private final Meanwhile requote = new Meanwhile("requote");
  private final Node other = new Node(database, Node.CLOCK, new Node.Heard());
  private final Node node =
      new Node(
          Node.Stores.of(database)
              .with(insert.of(MessageLog.class, TestLogs.log(database)))
              .with(requote.of(MessageEdits.class, TestLogs.edits(database))),
          database,
          Node.CLOCK,
          new Node.Heard());
  private final MessageId root = new MessageId(ROOM, 1);
  private final NewMessage answer = new NewMessage(ROOM, BOB, "indeed", List.of(), root, "k");

  @BeforeEach
  void secret() {
    other.send(ANN, "secret");
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void edit(String body) {
    other.change.edit(ANN, root, body, OptionalLong.empty());
  }

  private void delete() {
    other.change.delete(ANN, false, root, OptionalLong.empty());
  }

  private @Nullable ReplyPreview quoted(MessageId id) {
    return other.history.single(ANN, id).replyPreview();
  }

  private void assertQuoted(MessageId id, @Nullable String excerpt, boolean deleted) {
    assertThat(quoted(id))
        .satisfies(preview -> assertThat(preview.excerpt()).isEqualTo(excerpt))
        .satisfies(preview -> assertThat(preview.deleted()).isEqualTo(deleted));
  }

  @Test
  void anAnswerDoesNotKeepWhatIsDeletedBeforeItsInsert() {
    insert.before(this::delete);

    assertQuoted(node.send.send(answer).message().id(), null, true);
  }

  @Test
  void anAnswerShowsWhatIsEditedBeforeItsInsert() {
    insert.before(() -> edit("public"));

    assertQuoted(node.send.send(answer).message().id(), "public", false);
  }

  @Test
  void aRepeatedAnswerCompletesWhatItsFirstSendDidNot() {
    insert.before(this::delete);
    insert.after(() -> {
      throw new IllegalStateException("stopped");
    });
    assertThatThrownBy(() -> node.send.send(answer)).hasMessage("stopped");

    Sent again = other.send.send(answer);

    assertThat(again.replayed()).isTrue();
    assertThat(again.message().replyPreview())
        .satisfies(preview -> assertThat(preview.excerpt()).isNull());
    assertQuoted(again.message().id(), null, true);
  }

  @Test
  void anEditThatWasOvertakenByADeletionDoesNotBringItsWordsBack() {
    MessageId id = node.send.send(answer).message().id();
    requote.before(this::delete);

    node.change.edit(ANN, root, "still secret", OptionalLong.empty());

    assertQuoted(id, null, true);
  }

  @Test
  void anEditThatWasOvertakenByAnotherDoesNotUndoIt() {
    MessageId id = node.send.send(answer).message().id();
    requote.before(() -> edit("third"));

    node.change.edit(ANN, root, "second", OptionalLong.empty());

    assertQuoted(id, "third", false);
  }

  @Test
  void aFileDoesNotStayTiedToAMessageThatWasDeletedBeforeTheFileKnewIt() {
    MessageId carrier = new MessageId(ROOM, 2);
    insert.after(() -> other.change.delete(BOB, false, carrier, OptionalLong.empty()));
    NewMessage message = new NewMessage(ROOM, BOB, "look", List.of(new MediaId("file")), null, "k");

    node.send.send(message);

    assertThat(node.referenced).containsExactly(carrier);
    assertThat(node.released).containsExactly(carrier);
    node.send.send(message);
    assertThat(node.referenced).as("a tombstone takes no files").containsExactly(carrier);
  }
}
