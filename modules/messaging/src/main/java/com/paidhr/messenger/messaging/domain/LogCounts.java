package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Answers about many messages at once that need little of each. */
public interface LogCounts {

  /** The author of each of the messages that exist; of a SYSTEM message {@link Draft#MADE_HERE}. */
  Map<MessageId, String> authors(Collection<MessageId> ids);

  /**
   * The author of each message in the span, counting only what no failover can take back, in no
   * particular order.
   */
  List<String> settledAuthors(ConversationId conversation, Span span);
}
