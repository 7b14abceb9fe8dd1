package com.paidhr.messenger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.application.EnterConversation;
import com.paidhr.messenger.conversations.application.ExitConversation;
import com.paidhr.messenger.conversations.application.NewConversation;
import com.paidhr.messenger.conversations.application.StartConversation;
import com.paidhr.messenger.identity.application.RegisterUser;
import com.paidhr.messenger.media.application.IncomingFile;
import com.paidhr.messenger.media.application.ReadFile;
import com.paidhr.messenger.media.application.UploadFile;
import com.paidhr.messenger.messaging.application.ChangeMessage;
import com.paidhr.messenger.messaging.application.NewMessage;
import com.paidhr.messenger.messaging.application.SendMessage;
import com.paidhr.messenger.messaging.application.Sent;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One who is put out sends again what they had sent, with the real question who may see it. */
@ExtendWith(ArquillianExtension.class)
class RepeatedSendIT {
  private static int rooms;

  @Inject RegisterUser users;
  @Inject StartConversation conversations;
  @Inject EnterConversation enter;
  @Inject ExitConversation exit;
  @Inject SendMessage sendMessage;
  @Inject ChangeMessage change;
  @Inject UploadFile upload;
  @Inject ReadFile readFile;

  /** A group with a question by Ann. */
  private record House(UserId ann, UserId bob, ConversationId room, MessageId asked) {
    NewMessage byBob(@Nullable String body, @Nullable MediaId file, @Nullable MessageId replyTo) {
      List<MediaId> files = file == null ? List.of() : List.of(file);
      return new NewMessage(room, bob, body, files, replyTo, "k");
    }
  }

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity", "conversations", "media", "messaging");
  }

  private House house() {
    rooms++;
    UserId ann = user("ann" + rooms);
    UserId bob = user("bob" + rooms);
    ConversationId room =
        conversations
            .start(
                ann,
                new NewConversation(
                    ConversationType.GROUP, "Room", null, List.of(bob), null, null, null))
            .conversation()
            .id();
    NewMessage question = new NewMessage(room, ann, "what?", List.of(), null, null);
    return new House(ann, bob, room, sendMessage.send(question).message().id());
  }

  private UserId user(String name) {
    return users
        .register(
            new RegisterUser.NewUser(
                name, name + "@example.org", name, "password-of-" + name, Set.of()))
        .id();
  }

  private MediaId file(UserId owner) {
    return upload
        .upload(
            owner,
            new IncomingFile() {
              @Override
              public String name() {
                return "a.bin";
              }

              @Override
              public InputStream bytes() {
                return new ByteArrayInputStream(new byte[] {1, 2, 3});
              }

              @Override
              public void requireEnd() {
                // It ends with its bytes.
              }
            })
        .id();
  }

  private static void assertRefused(int status, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOfSatisfying(
            DomainException.class, e -> assertThat(e.type().status()).isEqualTo(status));
  }

  private void assertNotFound(NewMessage message) {
    assertRefused(404, () -> sendMessage.send(message));
  }

  private void assertClosed(House house, NewMessage message) {
    assertThat(sendMessage.send(message).replayed()).isFalse();
    assertThat(sendMessage.send(message).replayed()).isTrue();

    exit.remove(house.ann(), house.room(), house.bob());
    change.edit(house.ann(), house.asked(), "secret", OptionalLong.empty());
    assertNotFound(message);

    enter.add(house.ann(), house.room(), house.bob(), MemberRole.MEMBER);
    assertNotFound(message);
  }

  @Test
  void anAnswerIsNotShownAgain() {
    House house = house();
    assertClosed(house, house.byBob("that", null, house.asked()));
  }

  @Test
  void aFileIsNotShownAgain() {
    House house = house();
    assertClosed(house, house.byBob(null, file(house.bob()), null));
  }

  @Test
  void anAnswerWithAFileIsNotShownAgain() {
    House house = house();
    assertClosed(house, house.byBob("that", file(house.bob()), house.asked()));
  }

  @Test
  void plainWordsAreNotShownAgain() {
    House house = house();
    assertClosed(house, house.byBob("hello", null, null));
  }

  @Test
  void aMemberIsAnsweredAlthoughWhatTheyAnsweredIsDeleted() {
    House house = house();
    NewMessage answer = house.byBob("that", null, house.asked());
    sendMessage.send(answer);
    change.delete(house.ann(), false, house.asked(), OptionalLong.empty());

    Sent again = sendMessage.send(answer);

    assertThat(again.replayed()).isTrue();
    assertThat(again.message().replyPreview())
        .satisfies(preview -> assertThat(preview.deleted()).isTrue())
        .satisfies(preview -> assertThat(preview.excerpt()).isNull());
  }

  @Test
  void aFileOfAnotherContentIsNotShownToWhoSeesTheFirst() {
    House house = house();
    sendMessage.send(house.byBob("hello", null, null));
    MediaId file = file(house.bob());

    assertRefused(422, () -> sendMessage.send(house.byBob("hello", file, null)));

    assertRefused(404, () -> readFile.find(house.ann(), file));
    assertThat(readFile.find(house.bob(), file).references()).isEmpty();
  }
}
