package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where it is kept who read what, and when. */
public interface ReceiptStore {

  /** One user's reading of one conversation. */
  record Reader(ConversationId conversation, UserId user) {}

  /** New ranges of one bucket, which is as it was read before. */
  record Addition(ReadBucket bucket, List<ReadRange> ranges) {}

  /** The stored ones of these buckets, in no particular order. */
  List<ReadBucket> buckets(Reader reader, Collection<Long> indexes);

  /** The same for several readers, in one round trip. */
  Map<Reader, List<ReadBucket>> buckets(Map<Reader, ? extends Collection<Long>> wanted);

  /**
   * Adds ranges to buckets that have not changed since they were read, in one round trip.
   *
   * @return whether all were added; if not, some may have been: read again and add what is missing
   */
  boolean add(Reader reader, List<Addition> additions);

  /**
   * Up to which seq each reader has read everything that was for them, without a gap. Where a node
   * stopped, or two marked at once across a border of buckets, it lags until they read again.
   * Readers without one are left out.
   */
  Map<Reader, Long> readThrough(Collection<Reader> readers);

  /** Raises the marks, in one round trip. */
  void raiseReadThrough(Map<Reader, Long> marks);

  /** Forgets what everybody read of one stretch of the conversation, and when. */
  void forget(ConversationId conversation, long index);

  /** When each of the users first read the message; those who have not are left out. */
  Map<UserId, Instant> readTimes(MessageId id, Collection<UserId> users);

  /** When the user first read each of the messages; those that they have not are left out. */
  Map<MessageId, Instant> readTimes(UserId user, Collection<MessageId> ids);

  /** When everybody who has read the message first did. */
  Map<UserId, Instant> readTimes(MessageId id);
}
