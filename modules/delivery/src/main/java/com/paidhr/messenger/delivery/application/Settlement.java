package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Tally;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageStatuses;
import com.paidhr.messenger.messaging.StatusChange;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Sums up what is recorded per recipient into the status of the message itself. */
@ApplicationScoped
public class Settlement {
  private final DeliveryRecords records;
  private final MessageStatuses statuses;

  @Inject
  Settlement(DeliveryRecords records, MessageStatuses statuses) {
    this.records = records;
    this.statuses = statuses;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected Settlement() {
    this(null, null);
  }

  /** Applies tallies that are known. */
  void apply(Map<MessageId, Tally> tallies) {
    if (!tallies.isEmpty()) {
      statuses.apply(
          tallies.entrySet().stream().map(e -> change(e.getKey(), e.getValue())).toList());
    }
  }

  /** Counts again what is recorded of messages, and applies it. */
  void recount(Collection<MessageId> messages) {
    if (messages.isEmpty()) {
      return;
    }
    Map<MessageId, DeliveryRecord> found = records.find(messages);
    if (!found.isEmpty()) {
      statuses.apply(found.values().stream().map(r -> change(r.message(), r.tally())).toList());
    }
  }

  /** Marks a message as failed whatever is recorded of it, with what is. */
  void fail(MessageId message) {
    Tally tally = records.find(message).map(DeliveryRecord::tally).orElse(new Tally(0, 0, 0));
    statuses.apply(List.of(new StatusChange(message, MessageStatus.FAILED, counts(tally))));
  }

  private static StatusChange change(MessageId message, Tally tally) {
    MessageStatus status =
        tally.failed() > 0
            ? MessageStatus.FAILED
            : tally.waiting() > 0 ? MessageStatus.SENT : MessageStatus.DELIVERED;
    return new StatusChange(message, status, counts(tally));
  }

  private static MessageCounts counts(Tally tally) {
    return new MessageCounts(tally.recipients(), tally.delivered(), tally.failed());
  }
}
