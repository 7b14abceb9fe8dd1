package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The durable truth about who has got what. Everything may be written again: a first delivered time
 * never changes, and what is final stays.
 */
public interface DeliveryRecords {

  /**
   * Records first passes in one write.
   *
   * @return the messages that had one already; nothing of them was changed
   */
  Set<MessageId> begin(Collection<FirstPass> passes);

  /** Records outcomes in one write. An outcome that no longer applies does nothing. */
  void record(Collection<? extends Outcome> outcomes);

  /** What is recorded, by message; messages without a first pass are left out. */
  Map<MessageId, DeliveryRecord> find(Collection<MessageId> messages);

  /** What is recorded of one message. */
  default Optional<DeliveryRecord> find(MessageId message) {
    return Optional.ofNullable(find(Set.of(message)).get(message));
  }

  /**
   * For each user the last message below {@code before} that is recorded as delivered or given up,
   * or that is their own. Users whom nothing is recorded for down to {@code since} get {@code since
   * - 1}.
   *
   * @param since for each user the first message that is addressed to them
   */
  Map<UserId, Long> lastSettled(ConversationId conversation, long before, Map<UserId, Long> since);
}
