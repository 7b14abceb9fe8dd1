package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.messaging.domain.Message.Quote;
import com.paidhr.messenger.messaging.domain.Message.ReactionMark;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes stored messages. Each change is one atomic update of one document. */
public interface MessageEdits {

  /** The most reactions, of all users together, that one message takes. */
  int MAX_REACTIONS = 500;

  /**
   * Replaces the body and whom it mentions if the message's version is still this one's; returns
   * whether it was.
   */
  boolean edit(Message current, String body, Mentions mentions, Instant now);

  /**
   * Makes a tombstone of the message if its version is still this one's; returns whether it was.
   * Its place is noted among the {@link Tombstones} before. The files stay noted until {@link
   * #forgetFiles}.
   */
  boolean delete(Message current, Instant now);

  /** The tombstone's files are released. */
  void forgetFiles(MessageId id);

  /** Brings those answers up to date that show an older version of the message. */
  void requote(Quote quote);

  /**
   * Adds the reaction unless it is there.
   *
   * @return whether the message could take it: it is not deleted and has room
   */
  boolean react(MessageId id, ReactionMark mark);

  /** Takes the reaction back; returns whether it was there. */
  boolean unreact(MessageId id, ReactionMark mark);

  /** Pins at the time, or unpins for null; returns whether that changed anything. */
  boolean pin(MessageId id, @Nullable Instant at);

  /** The messages of a thread behind a seq, ascending, without the one that it began with. */
  List<Message> thread(MessageId root, long after, int limit);

  /** Where a list of pins goes on. */
  record Pin(Instant at, long seq) {}

  /**
   * The pinned messages of the conversation from a seq on, the last pinned first.
   *
   * @param after the last one seen, or null at the start
   */
  List<Message> pinned(ConversationId conversation, long from, @Nullable Pin after, int limit);
}
