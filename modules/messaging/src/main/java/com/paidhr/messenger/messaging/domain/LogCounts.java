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

  /** How many SYSTEM messages there are up to each of the messages that exist. */
  Map<MessageId, Long> systemCounts(Collection<MessageId> ids);

  /** The seqs of one author's messages in the conversation's span, in no particular order. */
  List<Long> seqsBy(ConversationId conversation, String author, Span span);
}
