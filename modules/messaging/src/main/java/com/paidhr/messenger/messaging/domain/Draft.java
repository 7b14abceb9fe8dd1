package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageView.SystemFacts;
import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.messaging.domain.Message.Quote;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checked message that has no place yet. Conversation, sender and key name it for ever.
 *
 * @param system what a SYSTEM message reports; such a draft needs nobody's right to write
 */
public record Draft(
    ConversationId conversation,
    UserId sender,
    String key,
    String fingerprint,
    MessageKind kind,
    @Nullable String body,
    List<AttachmentSummary> attachments,
    @Nullable Quote quote,
    @Nullable MessageId threadOf,
    Mentions mentions,
    @Nullable SystemFacts system) {

  /** What keys begin with that the service makes; clients may not begin theirs with it. */
  public static final String MADE_HERE = "~";

  /** The author of the message's key: all SYSTEM messages of a conversation share one. */
  public String author() {
    return kind == MessageKind.SYSTEM ? MADE_HERE : sender.value();
  }

  /** The author and the key together, which only one message of the conversation has. */
  public AuthorKey authorKey() {
    return new AuthorKey(author(), key);
  }

  /** This draft at its place. */
  public Message at(Tail tail, Instant now) {
    return new Message(
        new MessageId(conversation, tail.seq() + 1),
        sender,
        key,
        fingerprint,
        kind,
        body,
        attachments,
        quote,
        threadOf,
        mentions,
        List.of(),
        system,
        now,
        null,
        null,
        null,
        1,
        0,
        List.of(),
        MessageStatus.SENT,
        MessageCounts.NONE);
  }

  /** Names a message within its conversation, independent of its place. */
  public record AuthorKey(String author, String key) {}
}
