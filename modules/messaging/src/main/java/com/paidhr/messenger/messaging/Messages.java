package com.paidhr.messenger.messaging;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

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
   * The same for several users, each with messages of their own, at most {@link #MAX_RANGE}
   * different ones in all. The store is asked a fixed number of times, however many they are.
   */
  default Map<UserId, Map<MessageId, MessageView>> viewsFor(
      Map<UserId, ? extends Collection<MessageId>> asked) {
    Map<UserId, Map<MessageId, MessageView>> views = new HashMap<>();
    asked.forEach((user, ids) -> views.put(user, viewsFor(user, ids)));
    return views;
  }

  /**
   * When each of the users first read the message, as far as the reader is told: by the
   * conversation's {@code receipts} mode, and neither of nor to users who have turned receipts off.
   * The others, and those who have not read it, are left out.
   */
  Map<UserId, Instant> readTimes(Access reader, MessageId id, Collection<UserId> users);

  /**
   * When those of the users first read the message of whose reading others may hear by name: nobody
   * unless receipts are FULL, and nobody who has turned theirs off.
   */
  Map<UserId, Instant> knownReads(MessageId id, Collection<UserId> users);

  /**
   * When the user first read each of a conversation's messages, as far as the same may hear of it.
   */
  Map<MessageId, Instant> knownReads(UserId user, Collection<MessageId> ids);

  /**
   * What a reader is told of who has read a message.
   *
   * @param times as {@link #readTimes} answers them
   * @param count how many users other than its sender have read it, users who have turned receipts
   *     off not counted; empty when the reader is not told
   */
  record Reads(Map<UserId, Instant> times, OptionalLong count) {
    /** Keeps its own copy of the times. */
    public Reads {
      times = Map.copyOf(times);
    }
  }

  /** The read times of the users, and how many have read the message in all. */
  Reads reads(Access reader, MessageSummary message, Collection<UserId> users);

  /**
   * Messages accepted before the given time that a recipient still waits for, oldest first: those
   * that are SENT, and those that are FAILED for one recipient and not settled for another.
   *
   * @param after the last message of the page before, or null to begin with the oldest
   */
  List<MessageSummary> undelivered(
      Instant acceptedBefore, @Nullable MessageSummary after, int limit);
}
