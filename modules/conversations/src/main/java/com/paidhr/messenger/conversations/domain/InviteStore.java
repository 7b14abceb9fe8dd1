package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps invite links. */
public interface InviteStore {

  /**
   * Stores the link unless its conversation has so many that work at this moment, also when many
   * are stored at once. Then those that do not work any more are closed for good: a use given back
   * does not open them again.
   */
  boolean add(Invite invite, int most, Instant now);

  Optional<Invite> find(String id);

  /** All links of a conversation, spent ones among them, the oldest first. */
  List<Invite> of(ConversationId conversation);

  /** Takes one use, atomically; false when it is spent, expired or revoked. */
  boolean use(String id, Instant now);

  /** Gives a use back, unless the link was closed meanwhile. */
  void giveBack(String id);

  /** Removes the link; false when the conversation has no such link. */
  boolean revoke(ConversationId conversation, String id);
}
