package com.paidhr.messenger.delivery.record;

import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;

/**
 * A message that the recipient's lane has passed, in another worker's hands.
 *
 * @param attempt the number of the attempt that brought it, if it was brought
 */
public record Passed(MessageId message, UserId recipient, int attempt) {
  String letter() {
    return DeadLetter.idOf(message, recipient);
  }
}
