package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import java.util.Collection;
import java.util.Map;

/** Keeps, for each conversation, a seq that its log has reached. It only grows and may lag. */
public interface LogEndStore {

  /** The kept bounds; conversations without one are left out. */
  Map<ConversationId, Long> read(Collection<ConversationId> conversations);

  /** Raises the bound to {@code seq} unless it is higher. */
  void raise(ConversationId conversation, long seq);
}
