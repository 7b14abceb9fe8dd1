package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.ConversationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps invite links. */
public interface InviteStore {

  void add(Invite invite);

  Optional<Invite> find(String id);

  /** All links of a conversation, spent ones among them, the oldest first. */
  List<Invite> of(ConversationId conversation);

  /** Takes one use, atomically; false when it is spent, expired or revoked. */
  boolean use(String id, Instant now);

  /** Gives a use back. */
  void giveBack(String id);

  /** Removes the link; false when the conversation has no such link. */
  boolean revoke(ConversationId conversation, String id);
}
