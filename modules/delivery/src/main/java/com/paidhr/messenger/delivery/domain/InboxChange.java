package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.delivery.InboxEntry.Reading;
import com.paidhr.messenger.delivery.InboxEntry.Type;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
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
 * @param readings who read what, where that is the change
 */
public record InboxChange(
    UserId user,
    Type type,
    ConversationId conversation,
    long seq,
    long version,
    @Nullable UserId who,
    long after,
    List<Reading> readings) {

  /** Keeps its own copy of the readings. */
  public InboxChange {
    readings = List.copyOf(readings);
  }

  /** A change of a message, told only to those who have it already. */
  public static InboxChange ofMessage(UserId user, Type type, MessageId message, long version) {
    return new InboxChange(
        user, type, message.conversation(), message.seq(), version, null, message.seq(), List.of());
  }

  /** Who read what, all of a moment together. */
  public static InboxChange ofReadings(
      UserId user, ConversationId conversation, List<Reading> readings) {
    long last = readings.stream().mapToLong(Reading::seq).max().orElseThrow();
    return new InboxChange(user, Type.READ, conversation, last, 0, null, 0, readings);
  }

  /** How many have read a message. */
  public static InboxChange ofReaders(UserId user, MessageId message, long count) {
    return new InboxChange(
        user, Type.READ, message.conversation(), message.seq(), count, null, 0, List.of());
  }

  /** A change of a conversation or of one of its members. */
  public static InboxChange ofConversation(
      UserId user, Type type, ConversationId conversation, long version, @Nullable UserId who) {
    return new InboxChange(user, type, conversation, 0, version, who, 0, List.of());
  }
}
