package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.messaging.MessageChanges.Untold;
import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.messaging.domain.Message.Quote;
import com.paidhr.messenger.messaging.domain.Message.ReactionMark;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes stored messages. Each change is one atomic update of one document, which also marks it as
 * {@link Untold}; what changed nothing answers empty. An edit keeps what was said before it in a
 * document of its own, which it writes first.
 */
public interface MessageEdits {

  /** The most reactions, of all users together, that one message takes. */
  int MAX_REACTIONS = 500;

  /**
   * Replaces the body and whom it mentions if the message's version is still this one's, and keeps
   * the present body.
   */
  Optional<Untold> edit(Message current, String body, Mentions mentions, Instant now);

  /**
   * Makes a tombstone of the message if its version is still this one's. Its place is noted among
   * the {@link Tombstones} before. The files stay noted until {@link #forgetFiles}.
   */
  Optional<Untold> delete(Message current, Instant now);

  /**
   * Makes tombstones of those of the messages that are alive, whatever their versions, all at once
   * and with the same marks. Their places are noted before. None are SYSTEM messages.
   */
  void deleteAll(Collection<Message> messages, Instant now);

  /**
   * What follows the deletion of tombstones, all at once: their earlier bodies go, and answers show
   * them as deleted. May be repeated.
   */
  void sweepAll(Collection<Message> tombstones, Instant now);

  /** Removes the earlier bodies of a tombstone. */
  void forgetEarlier(Message tombstone);

  /** The tombstones' files are released. */
  void forgetFiles(Collection<MessageId> ids);

  /**
   * Brings those answers up to date that show an older version of the message. They count as
   * changed then, and are not told of: who shows them was told of the answered message.
   */
  void requote(Quote quote, Instant now);

  /**
   * Adds the reaction unless it is there.
   *
   * @return empty when the message could not take it: it is deleted or has no room
   */
  Optional<Untold> react(MessageId id, ReactionMark mark, Instant now);

  /** Takes the reaction back; empty when it was not there. */
  Optional<Untold> unreact(MessageId id, ReactionMark mark, Instant now);

  /** Pins the message at the time, or takes the pin off then. */
  Optional<Untold> pin(MessageId id, boolean pinned, Instant now);

  /** The messages of a thread behind a seq, ascending, without the one that it began with. */
  List<Brief<Message>> thread(MessageId root, long after, int limit);

  /** Where a list of pins goes on. */
  record Pin(Instant at, long seq) {}

  /**
   * The pinned messages of the conversation from a seq on, the last pinned first.
   *
   * @param after the last one seen, or null at the start
   */
  List<Brief<Message>> pinned(
      ConversationId conversation, long from, @Nullable Pin after, int limit);
}
