package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which messages of a stretch of a log are deleted, without reading the stretch. A place is noted
 * before its message is deleted and stays noted, so one that a stopped node left may name a message
 * that is still there: ask {@link LogCounts#deleted} once; what is deleted stays so.
 */
public interface Tombstones {

  /**
   * A message that is deleted, or was about to be.
   *
   * @param author as in {@link LogCounts#authors}
   */
  record Tombstone(MessageId id, String author) {}

  /** Those in the spans, in one round trip and in no particular order. */
  List<Tombstone> in(Map<ConversationId, ? extends Collection<Span>> spans);
}
