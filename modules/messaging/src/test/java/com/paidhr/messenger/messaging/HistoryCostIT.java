package com.paidhr.messenger.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.application.NewConversation;
import com.paidhr.messenger.conversations.application.StartConversation;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.messaging.application.ChangeMessage;
import com.paidhr.messenger.messaging.application.HistoryPosition;
import com.paidhr.messenger.messaging.application.HistoryPosition.Anchor;
import com.paidhr.messenger.messaging.application.MarkMessage;
import com.paidhr.messenger.messaging.application.MarkRead;
import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.messaging.application.ReadHistory;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import jakarta.inject.Inject;
import java.util.List;
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

  @Inject RegisterUser users;
  @Inject StartConversation conversations;
  @Inject SendMessage sendMessage;
  @Inject MarkMessage markMessage;
  @Inject MarkRead markRead;
  @Inject MessageStatuses statuses;
  @Inject ReadHistory history;
  @Inject ChangeMessage changeMessage;

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

  /** Every other message answers, names somebody, has a reaction, is read and delivered. */
  private void fill(ConversationId room, UserId ann, UserId bob) {
    for (int i = 1; i <= MESSAGES; i++) {
      MessageId answered = i % 2 == 0 ? new MessageId(room, i - 1) : null;
      MessageId id =
          sendMessage
              .send(new NewMessage(room, ann, "@bob number " + i, List.of(), answered, null))
              .message()
              .id();
      if (i % 2 == 0) {
        markMessage.react(bob, id, "👍");
        markRead.mark(bob, id, false);
        statuses.apply(
            List.of(new StatusChange(id, MessageStatus.DELIVERED, new MessageCounts(1, 1, 0))));
      }
    }
  }

  @Test
  void isAtMostThreeCommandsWhateverItsSize() {
    UserId ann = user("ann");
    UserId bob = user("bob");
    for (ConversationType type : ConversationType.values()) {
      ConversationId room = conversation(type, ann, bob);
      fill(room, ann, bob);
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
        }
      }
    }
  }

  /** MongoDB, and here the embedded store, hands out 16 MiB at a time. */
  @Test
  void isAtMostThreeCommandsAlsoForTheLongestBodies() {
    UserId ann = user("carol");
    UserId bob = user("dave");
    ConversationId room = conversation(ConversationType.GROUP, ann, bob);
    for (int i = 1; i <= 200; i++) {
      String body = ("ж" + (char) ('а' + i % 10)).repeat(20_000);
      MessageId id =
          sendMessage.send(new NewMessage(room, ann, body, List.of(), null, null)).message().id();
      if (i % 10 == 0) {
        changeMessage.edit(ann, id, body.substring(1) + "ж", OptionalLong.empty());
      }
    }
    for (HistoryPosition position :
        List.of(HistoryPosition.NEWEST, new HistoryPosition(Anchor.AFTER, 0))) {
      CountedMongoFixture.sinceLastAsked();

      var page = history.page(bob, room, position, 200);

      assertThat(page.items()).hasSize(200);
      assertThat(CountedMongoFixture.sinceLastAsked())
          .hasSizeBetween(2, 3)
          .allMatch(command -> command.startsWith("find "));
    }
  }
}
