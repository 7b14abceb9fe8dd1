package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.MessageId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Answers about many messages at once that need little of each. */
public interface LogCounts {

  /** The author of each of the messages that exist; of a SYSTEM message {@link Draft#MADE_HERE}. */
  Map<MessageId, String> authors(Collection<MessageId> ids);

  /** The same, counting only what no failover can take back. */
  Map<MessageId, String> settledAuthors(Collection<MessageId> ids);

  /** Those of the messages that are deleted. */
  Set<MessageId> deleted(Collection<MessageId> ids);
}
