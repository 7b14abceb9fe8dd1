package com.paidhr.messenger.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.application.NewConversation;
import com.paidhr.messenger.conversations.application.StartConversation;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.media.application.IncomingFile;
import com.paidhr.messenger.media.application.UploadFile;
import com.paidhr.messenger.messaging.application.ChangeMessage;
import com.paidhr.messenger.messaging.application.ColdNode;
import com.paidhr.messenger.messaging.application.HistoryPosition;
import com.paidhr.messenger.messaging.application.HistoryPosition.Anchor;
import com.paidhr.messenger.messaging.application.MarkMessage;
import com.paidhr.messenger.messaging.application.MarkRead;
import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.messaging.application.ReadHistory;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.messaging.domain.Body;
import com.paidhr.messenger.messaging.domain.LogEndStore;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a page of history costs the store, with the real question who may see it. */
@ExtendWith(ArquillianExtension.class)
class HistoryCostIT {
  private static final int MESSAGES = 210;

  /** What a page takes at most where the end of the log is to be found first. */
  private static final int A_FEW = 10;

  private static final LogEndStore NOTHING_KEPT =
      new LogEndStore() {
        @Override
        public Map<ConversationId, Long> read(Collection<ConversationId> conversations) {
          return Map.of();
        }

        @Override
        public void raise(ConversationId conversation, long seq) {}
      };

  @Inject RegisterUser users;
  @Inject StartConversation conversations;
  @Inject SendMessage sendMessage;
  @Inject MarkMessage markMessage;
  @Inject MarkRead markRead;
  @Inject MessageStatuses statuses;
  @Inject ReadHistory history;
  @Inject ChangeMessage changeMessage;
  @Inject UploadFile uploads;
  @Inject MessageLog log;
  @Inject LogEndStore ends;
  @Inject Conversations access;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity", "conversations", "media", "messaging")
        .addClass(CountedMongoFixture.class);
  }

  private UserId user(String name) {
    return users
        .register(
            new RegisterUser.NewUser(
                name, name + "@example.org", name, "password-of-" + name, Set.of()))
        .id();
  }

  private ConversationId conversation(ConversationType type, UserId ann, UserId bob) {
    String name = type == ConversationType.PRIVATE ? null : "Room of " + type;
    return conversations
        .start(ann, new NewConversation(type, name, null, List.of(bob), null, null, null))
        .conversation()
        .id();
  }

  private MediaId file(UserId owner) {
    return uploads
        .upload(
            owner,
            new IncomingFile() {
              @Override
              public String name() {
                return "a.txt";
              }

              @Override
              public InputStream bytes() {
                return new ByteArrayInputStream(new byte[] {'a'});
              }

              @Override
              public void requireEnd() {}
            })
        .id();
  }

  /**
   * Every other message answers, names somebody, has a reaction, is read and delivered. Some carry
   * files, are pinned or edited, or become tombstones, answered ones among them.
   */
  private void fill(ConversationId room, UserId ann, UserId bob) {
    for (int i = 1; i <= MESSAGES; i++) {
      MessageId answered = i % 2 == 0 ? new MessageId(room, i - 1) : null;
      List<MediaId> files = i % 20 == 8 ? List.of(file(ann), file(ann)) : List.of();
      MessageId id =
          sendMessage
              .send(new NewMessage(room, ann, "@bob number " + i, files, answered, null))
              .message()
              .id();
      if (i % 2 == 0) {
        markMessage.react(bob, id, "👍");
        markRead.mark(bob, id, false);
        statuses.apply(
            List.of(new StatusChange(id, MessageStatus.DELIVERED, new MessageCounts(1, 1, 0))));
      }
      if (i % 20 == 6) {
        markMessage.pin(ann, id, true);
        changeMessage.edit(ann, id, "@bob changed " + i, OptionalLong.empty());
      }
    }
    for (int i = 5; i <= MESSAGES; i += 20) {
      changeMessage.delete(ann, false, new MessageId(room, i), OptionalLong.empty());
    }
  }

  private static void showsEverything(List<MessageView> page) {
    assertThat(page)
        .anyMatch(message -> message.attachments().size() == 2)
        .anyMatch(message -> message.deletedAt() != null)
        .anyMatch(message -> message.replyPreview() != null && message.replyPreview().deleted())
        .anyMatch(message -> message.replyPreview() != null && !message.replyPreview().deleted())
        .anyMatch(message -> !message.reactions().isEmpty() && !message.mentions().isEmpty())
        .anyMatch(message -> message.pinnedAt() != null && message.editedAt() != null)
        .anyMatch(message -> message.status() == MessageStatus.DELIVERED);
  }

  @Test
  void isAtMostThreeCommandsWhateverItsSize() {
    UserId ann = user("ann");
    UserId bob = user("bob");
    for (ConversationType type : ConversationType.values()) {
      ConversationId room = conversation(type, ann, bob);
      fill(room, ann, bob);
      history.page(bob, room, HistoryPosition.NEWEST, 1); // from now on bob is known to read here
      for (int limit : List.of(1, 50, 200)) {
        for (HistoryPosition position :
            List.of(
                HistoryPosition.NEWEST,
                new HistoryPosition(Anchor.BEFORE, 205),
                new HistoryPosition(Anchor.AFTER, 3),
                new HistoryPosition(Anchor.AROUND, 105))) {
          CountedMongoFixture.sinceLastAsked();

          var page = history.page(bob, room, position, limit);

          List<String> commands = CountedMongoFixture.sinceLastAsked();
          assertThat(page.items()).hasSize(limit);
          assertThat(commands)
              .as("%s, %s, %s", type, limit, position)
              .hasSizeBetween(2, 3)
              .allMatch(command -> command.startsWith("find "));
          if (limit == 200) {
            showsEverything(page.items());
          }
        }
      }
    }
  }

  @Test // #15
  void endsEarlyWhereBodiesAreLongAndCostsOneCommandMore() {
    UserId ann = user("erin");
    UserId bob = user("frank");
    ConversationId room = conversation(ConversationType.GROUP, ann, bob);
    String body = "😀".repeat(Body.MAX_CHARACTERS);
    int messages = 40;
    for (int i = 1; i <= messages; i++) {
      sendMessage.send(new NewMessage(room, ann, body, List.of(), null, null));
    }
    history.page(bob, room, HistoryPosition.NEWEST, 1);
    for (HistoryPosition start :
        List.of(HistoryPosition.NEWEST, new HistoryPosition(Anchor.AFTER, 0))) {
      List<Long> seen = new ArrayList<>();
      HistoryPosition position = start;
      while (position != null) {
        CountedMongoFixture.sinceLastAsked();

        Page<MessageView> page = history.page(bob, room, position, 200);

        assertThat(CountedMongoFixture.sinceLastAsked())
            .hasSizeBetween(2, 4)
            .allMatch(command -> command.startsWith("find "));
        List<MessageView> texts =
            page.items().stream().filter(message -> message.body() != null).toList();
        assertThat(texts).hasSizeLessThan(10).allMatch(message -> body.equals(message.body()));
        texts.forEach(message -> seen.add(message.seq()));
        position =
            page.next() == null
                ? null
                : HistoryPosition.decode(PageRequest.of(1, page.next()).after().orElseThrow());
      }
      assertThat(seen).doesNotHaveDuplicates().hasSize(messages);
    }
  }

  @Test
  void isAFewCommandsMoreWhereTheNodeHasNotMetTheConversation() {
    UserId ann = user("grace");
    UserId bob = user("heidi");
    for (ConversationType type : ConversationType.values()) {
      ConversationId room = conversation(type, ann, bob);
      for (int i = 1; i <= MESSAGES; i++) {
        sendMessage.send(new NewMessage(room, ann, "Number " + i, List.of(), null, null));
      }
      long last = history.page(bob, room, HistoryPosition.NEWEST, 1).items().getLast().seq();
      for (LogEndStore bounds : List.of(ends, NOTHING_KEPT)) {
        ReadHistory cold = ColdNode.history(log, bounds, access);
        CountedMongoFixture.sinceLastAsked();

        var page = cold.page(bob, room, HistoryPosition.NEWEST, 50);

        assertThat(page.items()).hasSize(50);
        assertThat(page.items().getLast().seq()).isEqualTo(last);
        assertThat(CountedMongoFixture.sinceLastAsked())
            .as("%s, %s", type, bounds)
            .hasSizeLessThanOrEqualTo(A_FEW)
            .allMatch(command -> command.startsWith("find "));
        CountedMongoFixture.sinceLastAsked();
        cold.page(bob, room, HistoryPosition.NEWEST, 50);
        assertThat(CountedMongoFixture.sinceLastAsked()).hasSizeBetween(2, 3);
      }
    }
  }
}
