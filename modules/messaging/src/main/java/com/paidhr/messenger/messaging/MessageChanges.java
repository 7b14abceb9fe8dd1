package com.paidhr.messenger.messaging;

import com.paidhr.messenger.messaging.MessageView.SystemFacts;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes that are stored and that nobody was told of yet. Each change marks its own document in
 * the same update; whoever has told it takes the mark off, unless the document has changed again.
 * So a change is told at least once, whatever dies in between.
 */
public interface MessageChanges {

  /** What changed of a message. */
  enum Kind {
    EDITED,
    DELETED,
    REACTION,
    PINNED,
    STATUS
  }

  /**
   * A message whose changes are to be told.
   *
   * @param kinds what changed since it was told last
   * @param revision of the message; grows with each of its changes
   */
  record Untold(MessageId message, Set<Kind> kinds, long revision) {
    /** Keeps its own copy of the kinds. */
    public Untold {
      kinds = Set.copyOf(kinds);
    }
  }

  /**
   * A stretch of what a user read that is to be told.
   *
   * @param seq the message that was read last
   * @param block the stretch of the conversation
   * @param version of the stretch; grows with each of its changes
   */
  record UntoldRead(ConversationId conversation, UserId user, long seq, long block, long version) {}

  /** Messages with changes that are not told, whoever changed them; in no particular order. */
  List<Untold> untold(int limit);

  /** Those of the messages that have changes that are not told. */
  List<Untold> untold(Collection<MessageId> messages);

  /** Takes the marks off where nothing has changed since, in one command. */
  void told(Collection<Untold> changes);

  /** What was read and is not told, whoever read it; in no particular order. */
  List<UntoldRead> untoldReads(int limit);

  /** Takes the marks off where nothing has changed since, in one command. */
  void toldReads(Collection<UntoldRead> reads);

  /** Up to where each of the users has read everything without a gap; 0 where they have not. */
  Map<UserId, Long> readThrough(ConversationId conversation, Collection<UserId> users);

  /**
   * Those of the users who are told, in the conversation, who read what, and are named as readers
   * to others: members who have not turned receipts off, where receipts are FULL.
   */
  Set<UserId> sharingReads(ConversationId conversation, Collection<UserId> users);

  /** What those of the messages report that are SYSTEM messages. */
  Map<MessageId, SystemFacts> systemFacts(Collection<MessageId> messages);
}
