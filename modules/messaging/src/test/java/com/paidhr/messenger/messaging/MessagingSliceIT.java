package com.paidhr.messenger.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.conversations.ConversationLog;
import com.paidhr.messenger.conversations.ConversationPreviews;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.SystemEvent;
import com.paidhr.messenger.media.MediaAudience;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.testsupport.ModuleArchive;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The module wired by CDI with the modules below it, on the embedded stores. */
@ExtendWith(ArquillianExtension.class)
class MessagingSliceIT {
  private static final UserId ANN = new UserId("ann");
  private static final ConversationId ROOM = new ConversationId("room");

  @Inject ConversationLog log;
  @Inject ConversationPreviews previews;
  @Inject MediaAudience audience;
  @Inject Messages messages;
  @Inject Conversations conversations;

  @Deployment
  static JavaArchive slice() {
    return ModuleArchive.of("identity", "conversations", "media", "messaging");
  }

  @Test
  void isTheLogOfTheConversationsModule() {
    var event = new SystemEvent("key", ANN, "member.joined", Map.of("userId", "ann"));

    long seq = log.append(ROOM, event);

    assertThat(log.append(ROOM, event)).isEqualTo(seq);
    assertThat(log.find(ROOM, "key")).hasValue(seq);
    assertThat(log.lastSeq(ROOM)).isEqualTo(seq);
    assertThat(messages.lastSeq(ROOM)).isEqualTo(seq);
    assertThat(messages.range(ROOM, 1, seq)).hasSize(1);
  }

  @Test
  void showsNothingOfConversationsThatDoNotExist() {
    assertThatThrownBy(() -> conversations.accessOf(ANN, new ConversationId("absent")))
        .isInstanceOf(DomainException.class);
    assertThat(audience.maySeeAny(ANN, List.of())).isFalse();
    assertThat(previews.previews(ANN, List.of())).isEmpty();
  }
}
