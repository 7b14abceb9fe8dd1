package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.MessageId;
import java.time.Instant;
import java.util.List;

/** The messages whose status is not final. */
public interface UndeliveredMessages {

  /** Those accepted before the time, oldest first, at most {@code limit}. */
  List<MessageId> acceptedBefore(Instant time, int limit);
}
