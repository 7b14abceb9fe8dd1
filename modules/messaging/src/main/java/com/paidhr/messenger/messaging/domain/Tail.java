package com.paidhr.messenger.messaging.domain;

/**
 * The end of a conversation's log.
 *
 * @param seq the newest message's, 0 when there is none
 */
public record Tail(long seq) {
  /** The end of an empty log. */
  public static final Tail EMPTY = new Tail(0);

  /** The end after this message was appended. */
  public static Tail after(Message message) {
    return new Tail(message.seq());
  }
}
