package com.paidhr.messenger.delivery.record;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;

/**
 * A message that is given up for a recipient after its last attempt.
 *
 * @param since the first message that is addressed to the recipient
 */
public record GivenUp(MessageId message, UserId recipient, AttemptRecord last, long since) {
  String letter() {
    return DeadLetter.idOf(message, recipient);
  }
}
