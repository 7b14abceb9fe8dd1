package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The messages of all conversations in their order. A port: the messaging module implements it.
 * Memberships are intervals of this log, and it is also what fences a kick: the kicked member's
 * interval ends where the log says that the kick stands.
 */
public interface ConversationLog {

  /**
   * Appends a SYSTEM message, or finds the one appended before under the same key.
   *
   * @return the message's seq
   */
  long append(ConversationId conversation, SystemEvent event);

  /** The seq of the message appended under the key, if there is one. Never appends or waits. */
  OptionalLong find(ConversationId conversation, String key);

  /** The seq of the newest message, 0 when there is none. */
  long lastSeq(ConversationId conversation);

  /** Where logs end, for the order of conversation lists; those without messages are left out. */
  Map<ConversationId, LogHead> heads(Collection<ConversationId> conversations);

  /**
   * The end of a log.
   *
   * @param lastSeq seq of the newest message; may lag by a second
   * @param lastActivityAt when that message was stored
   */
  record LogHead(long lastSeq, @Nullable Instant lastActivityAt) {}
}
