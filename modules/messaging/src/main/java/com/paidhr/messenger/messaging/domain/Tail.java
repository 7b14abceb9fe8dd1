package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.messaging.MessageKind;

/**
 * The end of a conversation's log.
 *
 * @param seq the newest message's, 0 when there is none
 * @param systemCount how many of the messages up to it are SYSTEM messages
 */
public record Tail(long seq, long systemCount) {
  /** The end of an empty log. */
  public static final Tail EMPTY = new Tail(0, 0);

  /** The end after this message was appended. */
  public static Tail after(Message message) {
    return new Tail(message.seq(), message.systemCount());
  }

  /** The end after a message of this kind was appended. */
  public Tail plus(MessageKind kind) {
    return new Tail(seq + 1, systemCount + (kind == MessageKind.SYSTEM ? 1 : 0));
  }
}
