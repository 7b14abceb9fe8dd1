package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A message was stored, SYSTEM messages included. Fired at most once, on the node that stored it,
 * before the sender is answered. A node that ends in between fires nothing: whoever must not miss a
 * message asks {@link Messages#undelivered}.
 *
 * @param message the message's id
 * @param sender who sent it; of a SYSTEM message the one whose action it reports
 * @param system whether it is a SYSTEM message
 */
public record MessageAccepted(Instant occurredAt, MessageId message, UserId sender, boolean system)
    implements DomainEvent {

  /** A message that a user wrote. */
  public MessageAccepted(Instant occurredAt, MessageId message, UserId sender) {
    this(occurredAt, message, sender, false);
  }
}
