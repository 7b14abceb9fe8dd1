package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;

/**
 * What became of a message when a worker first brought it to everyone. Fixes who the recipients
 * are.
 *
 * @param message the message
 * @param sender who wrote it
 * @param queuedAt when its job was added to the queue
 * @param at when
 * @param worker the node that did it
 * @param delivered recipients who have it
 * @param waiting recipients who do not have it yet
 */
public record FirstPass(
    MessageId message,
    UserId sender,
    Instant queuedAt,
    Instant at,
    String worker,
    List<UserId> delivered,
    List<UserId> waiting) {

  /** How many the message is addressed to. */
  public int recipients() {
    return delivered.size() + waiting.size();
  }
}
