package com.paidhr.messenger.conversations;

import com.paidhr.messenger.conversations.ConversationLog.LogHead;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a conversation list shows of the messages. A port: the messaging module implements it. */
public interface ConversationPreviews {

  /**
   * One preview for each visibility given; of messages that it does not show, nothing leaks.
   *
   * @param reader for whom the list is
   * @param visible what the reader sees of each conversation
   */
  Map<ConversationId, Preview> previews(UserId reader, Collection<Visibility> visible);

  /**
   * The newest messages of conversations, read in one round trip where this node knows about where
   * the logs end. Who asks for the right to see them afterwards shows nothing from behind its end.
   *
   * @param before only the ends of logs whose newest message is not younger are shown; null for all
   * @param shown how many of these, the most recently active first, are shown
   */
  Newest newest(Collection<ConversationId> conversations, @Nullable Instant before, int shown);

  /**
   * The same as {@link #previews(UserId, Collection)} of what was read before.
   *
   * @param visible as asked for after reading {@code newest}
   */
  Map<ConversationId, Preview> previews(
      UserId reader, Newest newest, Collection<Visibility> visible);

  /** The ends of logs as they were read. */
  interface Newest {
    /** The end of this one; null when it has no message. */
    @Nullable LogHead of(ConversationId conversation);
  }

  /**
   * Up to which seq each member has read without a gap; those who read nothing are left out, and so
   * are those whose receipts the reader may not see.
   */
  Map<UserId, Long> readUpTo(UserId reader, Access access, Collection<UserId> members);

  /**
   * The messages of one conversation at a glance.
   *
   * @param lastSeq seq of the newest visible message, 0 when there is none
   * @param lastMessage its view as JSON shows it, or null
   * @param unreadCount how many messages that the reader receives and did not write are unread
   * @param lastActivityAt when the newest visible message was stored, or null
   */
  record Preview(
      long lastSeq,
      @Nullable Object lastMessage,
      long unreadCount,
      @Nullable Instant lastActivityAt) {}
}
