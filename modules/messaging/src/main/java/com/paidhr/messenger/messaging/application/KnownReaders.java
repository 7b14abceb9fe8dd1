package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Asks the right before what it protects is loaded, and once more behind it. Who was told a moment
 * ago that they may read here is not asked in front of every page: what they are shown is decided
 * behind it anyway. So a stranger never makes this node load anything, and a reader's page costs
 * one question.
 */
final class KnownReaders {
  private static final int MAX = 5_000;

  private final Conversations conversations;
  private final SequencedMap<Reader, Boolean> readers = new LinkedHashMap<>(16, 0.75f, true);

  private record Reader(UserId user, ConversationId conversation) {}

  KnownReaders(Conversations conversations) {
    this.conversations = conversations;
  }

  /**
   * To be called before anything is loaded.
   *
   * @throws DomainException with status 404 when the reader may not know the conversation
   */
  void requireAny(UserId user, ConversationId conversation) {
    if (!isKnown(new Reader(user, conversation))) {
      confirmed(user, conversation);
    }
  }

  /**
   * What the reader sees now; to be called when everything is loaded.
   *
   * @throws DomainException with status 404 when the reader may not know the conversation
   */
  Visibility confirmed(UserId user, ConversationId conversation) {
    Reader reader = new Reader(user, conversation);
    forget(reader);
    Visibility visibility = conversations.accessOf(user, conversation).visibility();
    remember(reader);
    return visibility;
  }

  private synchronized boolean isKnown(Reader reader) {
    return readers.containsKey(reader);
  }

  private synchronized void forget(Reader reader) {
    readers.remove(reader);
  }

  private synchronized void remember(Reader reader) {
    readers.put(reader, true);
    if (readers.size() > MAX) {
      readers.pollFirstEntry();
    }
  }
}
