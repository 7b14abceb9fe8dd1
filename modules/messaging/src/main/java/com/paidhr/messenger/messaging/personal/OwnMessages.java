package com.paidhr.messenger.messaging.personal;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.Quote;
import com.paidhr.messenger.messaging.domain.Writings;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every message that the user wrote, also where the user is no member any more: the words are the
 * user's. What others wrote stays out: of an answered message there is the id alone, and of others'
 * reactions nothing.
 */
@ApplicationScoped
class OwnMessages implements PersonalData {
  private final Conversations conversations;
  private final Writings writings;

  /** A message; null or empty where there is nothing, and everything of a deleted one is gone. */
  record Line(
      MessageId id,
      ConversationId conversationId,
      long seq,
      MessageKind kind,
      @Nullable String clientMessageId,
      @Nullable String body,
      List<AttachmentSummary> attachments,
      @Nullable MessageId replyTo,
      @Nullable MessageId threadOf,
      List<UserId> mentions,
      boolean mentionsAll,
      Instant createdAt,
      @Nullable Instant editedAt,
      @Nullable Instant deletedAt) {

    static Line of(Message message) {
      Quote quote = message.quote();
      return new Line(
          message.id(),
          message.id().conversation(),
          message.seq(),
          message.kind(),
          message.key().startsWith(Draft.MADE_HERE) ? null : message.key(),
          message.body(),
          message.attachments(),
          quote == null ? null : quote.id(),
          message.threadOf(),
          message.mentions().users(),
          message.mentions().all(),
          message.createdAt(),
          message.editedAt(),
          message.deletedAt());
    }
  }

  @Inject
  OwnMessages(Conversations conversations, Writings writings) {
    this.conversations = conversations;
    this.writings = writings;
  }

  @Override
  public String part() {
    return "messages";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    for (ConversationId conversation : conversations.everIn(user)) {
      writings.forEach(conversation, user, message -> records.add(Line.of(message)));
    }
  }
}
