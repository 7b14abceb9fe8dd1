package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** When clients said that they have messages. The first time of a user and a message stays. */
public interface ReceivedTimes {

  /** Notes all of them, in one write. */
  void note(UserId user, Collection<MessageId> messages, Instant at);

  /** Who said so of a message, and when. */
  Map<UserId, Instant> find(MessageId message);
}
