package com.paidhr.messenger.shared;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A message: its conversation and its place in it. Written {@code <conversation>.<seq>}, which is
 * also the document's {@code _id}; the place is allocated by the insert itself, so an id is never
 * reused or moved.
 *
 * @param conversation the conversation that the message stands in
 * @param seq the message's place, counting 1, 2, 3… without a hole
 */
public record MessageId(ConversationId conversation, long seq) implements Comparable<MessageId> {

  /** Refuses a {@code seq} below 1 with {@link InvalidIdException}. */
  public MessageId {
    if (seq < 1) {
      throw new InvalidIdException(conversation + "." + seq);
    }
  }

  /** Parses {@code <conversation>.<seq>}; anything else is an {@link InvalidIdException}. */
  public static MessageId fromString(String value) {
    int dot = value.lastIndexOf('.');
    String digits = value.substring(dot + 1);
    if (dot < 1 || digits.length() > 18 || !digits.matches("[1-9][0-9]*")) {
      throw new InvalidIdException(value);
    }
    return new MessageId(new ConversationId(value.substring(0, dot)), Long.parseLong(digits));
  }

  /** The id as clients and the store see it. */
  @JsonValue
  public String value() {
    return conversation.value() + "." + seq;
  }

  @Override
  public int compareTo(MessageId other) {
    int byConversation = conversation.compareTo(other.conversation);
    return byConversation != 0 ? byConversation : Long.compare(seq, other.seq);
  }

  @Override
  public String toString() {
    return value();
  }
}
