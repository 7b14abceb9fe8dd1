package com.paidhr.messenger.delivery.record;

import com.paidhr.messenger.delivery.InboxEntry.Type;
import com.paidhr.messenger.delivery.changes.StatusPace;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.InboxChange;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Tally;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageStatuses;
import com.paidhr.messenger.messaging.StatusChange;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up what is recorded per recipient into the status of the message itself, and tells its
 * sender.
 */
@ApplicationScoped
class Sums {
  private final DeliveryRecords records;
  private final MessageStatuses statuses;
  private final Inboxes inboxes;
  private final StatusPace pace;

  @Inject
  Sums(DeliveryRecords records, MessageStatuses statuses, Inboxes inboxes, StatusPace pace) {
    this.records = records;
    this.statuses = statuses;
    this.inboxes = inboxes;
    this.pace = pace;
  }

  /**
   * Applies tallies that are known, and tells the senders.
   *
   * @param senders who sent the messages
   */
  void apply(Map<MessageId, Tally> tallies, Map<MessageId, UserId> senders) {
    List<StatusChange> changes =
        tallies.entrySet().stream().map(e -> change(e.getKey(), e.getValue())).toList();
    if (!changes.isEmpty()) {
      settle(changes, senders);
    }
  }

  /** Counts again what is recorded of messages, applies it, and tells the senders. */
  void recount(Collection<MessageId> messages) {
    Map<MessageId, DeliveryRecord> found = found(messages);
    if (!found.isEmpty()) {
      Map<MessageId, UserId> senders = new HashMap<>();
      found.forEach((id, recorded) -> senders.put(id, recorded.sender()));
      settle(changes(found), senders);
    }
  }

  /** The same for one who does not come again and has no time to tell: marks stay behind. */
  void recountUntold(Collection<MessageId> messages) {
    Map<MessageId, DeliveryRecord> found = found(messages);
    if (!found.isEmpty()) {
      statuses.applyUntold(changes(found));
      pace.changed(found.keySet());
    }
  }

  private Map<MessageId, DeliveryRecord> found(Collection<MessageId> messages) {
    return messages.isEmpty() ? Map.of() : records.find(messages);
  }

  private static List<StatusChange> changes(Map<MessageId, DeliveryRecord> found) {
    return found.values().stream().map(r -> change(r.message(), r.tally())).toList();
  }

  /** Marks a message as failed whatever is recorded of it, with what is, and tells its sender. */
  void fail(MessageId message, UserId sender) {
    Tally tally = records.find(message).map(DeliveryRecord::tally).orElse(new Tally(0, 0, 0));
    List<StatusChange> changes =
        List.of(new StatusChange(message, MessageStatus.FAILED, counts(tally)));
    settle(changes, Map.of(message, sender));
  }

  /** A message that has failed counts as undelivered again. */
  void reopen(MessageId message) {
    statuses.reopen(message);
  }

  /** Whoever settles does so again until this is done, so only what is told later has a mark. */
  private void settle(List<StatusChange> changes, Map<MessageId, UserId> senders) {
    List<StatusChange> now = new ArrayList<>();
    List<StatusChange> later = new ArrayList<>();
    for (StatusChange change : changes) {
      boolean isNow = change.status() == MessageStatus.SENT || pace.isDue(change.message());
      (isNow ? now : later).add(change);
    }
    statuses.apply(now);
    tell(now, senders);
    statuses.applyUntold(later);
    pace.changed(later.stream().map(StatusChange::message).toList());
  }

  private void tell(List<StatusChange> changes, Map<MessageId, UserId> senders) {
    List<InboxChange> told = new ArrayList<>();
    for (StatusChange change : changes) {
      UserId sender = senders.get(change.message());
      if (sender != null && change.status() != MessageStatus.SENT) {
        told.add(InboxChange.ofMessage(sender, Type.STATUS, change.message(), 0));
      }
    }
    if (!told.isEmpty()) {
      inboxes.tell(told);
      pace.told(told.stream().map(one -> new MessageId(one.conversation(), one.seq())).toList());
    }
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
