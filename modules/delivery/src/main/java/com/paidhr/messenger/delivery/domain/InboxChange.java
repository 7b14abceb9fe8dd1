package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.delivery.InboxEntry.Type;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A change that a user is to be told of.
 *
 * @param user who is told
 * @param seq the message concerned, 0 for none
 * @param version the version of what changed, 0 where it has none
 * @param who the user whom it is about, or null
 * @param after the seq that the user's lane must have reached, else there is nothing to tell yet; 0
 *     when that does not matter
 */
public record InboxChange(
    UserId user,
    Type type,
    ConversationId conversation,
    long seq,
    long version,
    @Nullable UserId who,
    long after) {

  /** A change of a message, told only to those who have it already. */
  public static InboxChange ofMessage(UserId user, Type type, MessageId message, long version) {
    return new InboxChange(
        user, type, message.conversation(), message.seq(), version, null, message.seq());
  }

  /** That somebody read a message, and everything up to another. */
  public static InboxChange ofReading(
      UserId user, ConversationId conversation, UserId reader, long seq, long through) {
    return new InboxChange(user, Type.READ, conversation, seq, through, reader, 0);
  }

  /** A change of a conversation or of one of its members. */
  public static InboxChange ofConversation(
      UserId user, Type type, ConversationId conversation, long version, @Nullable UserId who) {
    return new InboxChange(user, type, conversation, 0, version, who, 0);
  }
}
