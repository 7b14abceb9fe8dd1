package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.messaging.MessageSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages that a recipient still waits for. */
public interface UndeliveredMessages {

  /**
   * Those accepted before the time, by time and id, at most {@code limit}.
   *
   * @param after the message behind which they begin, or null
   */
  List<MessageSummary> acceptedBefore(Instant time, @Nullable MessageSummary after, int limit);
}
