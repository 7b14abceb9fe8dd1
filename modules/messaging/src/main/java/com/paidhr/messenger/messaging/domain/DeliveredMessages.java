package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.MessageId;
import java.util.Collection;

/** Is told which messages are DELIVERED, which is final. */
@FunctionalInterface
public interface DeliveredMessages {

  /** The store has them as DELIVERED, and nothing can take that back. */
  void delivered(Collection<MessageId> messages);
}
