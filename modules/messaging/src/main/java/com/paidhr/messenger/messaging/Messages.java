package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is stored about messages. Every answer comes from the store. */
public interface Messages {

  /** The most messages that one call of {@link #range} or {@link #viewsFor} answers. */
  int MAX_RANGE = 1_000;

  /** The message, whoever may see it. */
  Optional<MessageSummary> find(MessageId id);

  /** Those of the messages that exist, by id. */
  Map<MessageId, MessageSummary> findAll(Collection<MessageId> ids);

  /**
   * The messages from seq {@code from} to {@code to}, both inclusive, ascending; those above the
   * newest are left out.
   *
   * @throws IllegalArgumentException when the range is longer than {@link #MAX_RANGE}
   */
  List<MessageSummary> range(ConversationId conversation, long from, long to);

  /** The seq of the conversation's newest message, 0 when it has none. */
  long lastSeq(ConversationId conversation);

  /**
   * The message as the user sees it now, empty when it does not exist or the user may not see it.
   */
  Optional<MessageView> viewFor(UserId user, MessageId id);

  /** Those of the messages that the user may see now, at most {@link #MAX_RANGE} asked for. */
  Map<MessageId, MessageView> viewsFor(UserId user, Collection<MessageId> ids);

  /**
   * When each of the users first read the message; those who have not are left out. The raw truth:
   * the caller applies the conversation's {@code receipts} mode.
   */
  Map<UserId, Instant> readTimes(MessageId id, Collection<UserId> users);

  /** How many users other than its sender have read the message. */
  long readCount(MessageId id);

  /**
   * Messages whose status is SENT although they were accepted before the given time, oldest first.
   */
  List<MessageId> undelivered(Instant acceptedBefore, int limit);
}
