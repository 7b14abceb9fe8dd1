package com.paidhr.messenger.app.consistency;

import com.paidhr.messenger.shared.ConversationId;
import org.jspecify.annotations.Nullable;

/** What is stored, as a walk looks at it. */
public interface StoredState {

  /**
   * Looks at one bounded step: a few hundred messages, receipts, dead letters or files.
   *
   * @return where to go on, or null at the end
   */
  @Nullable Place step(Place from, Walk walk);

  /** Whether there is such a conversation. */
  boolean exists(ConversationId conversation);
}
