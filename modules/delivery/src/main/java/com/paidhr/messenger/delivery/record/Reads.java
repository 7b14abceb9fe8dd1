package com.paidhr.messenger.delivery.record;

import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.record.Findings.Trouble;
import com.paidhr.messenger.messaging.MessageRead;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whoever has read a message has it, whatever became of its way to the inbox. Told when something
 * is read, before the reader is answered, and looked up after each attempt that failed, which also
 * covers what was read before a worker saw it. Reading of which nobody may hear says nothing here
 * either, since the time of delivery would tell it.
 */
@ApplicationScoped
class Reads {
  private final Messages messages;
  private final DeliveryRecords records;
  private final Sums sums;

  @Inject
  Reads(Messages messages, DeliveryRecords records, Sums sums) {
    this.messages = messages;
    this.records = records;
    this.sums = sums;
  }

  /** Looks at the newest {@link Messages#MAX_RANGE} of what was read. */
  void on(@Observes MessageRead read) {
    long from = Math.max(read.from(), read.to() - Messages.MAX_RANGE + 1);
    List<MessageId> open =
        messages.range(read.conversation(), from, read.to()).stream()
            .filter(message -> message.status() != MessageStatus.DELIVERED)
            .filter(message -> !message.sender().equals(read.user()))
            .map(MessageSummary::id)
            .toList();
    if (!open.isEmpty()) {
      sums.recountUntold(
          record(
              messages.knownReads(read.user(), open).entrySet().stream()
                  .map(known -> new Outcome.Read(known.getKey(), read.user(), known.getValue()))
                  .toList()));
    }
  }

  /** Records as delivered what recipients with trouble are known to have read. */
  void settle(Trouble trouble) {
    Map<MessageId, Set<UserId>> undelivered = new HashMap<>();
    trouble.failed().forEach(one -> note(undelivered, one.message(), one.recipient()));
    trouble.gaveUp().forEach(one -> note(undelivered, one.message(), one.recipient()));
    sums.recount(
        record(
            undelivered.entrySet().stream()
                .flatMap(entry ->
                    messages.knownReads(entry.getKey(), entry.getValue()).entrySet().stream()
                        .map(read ->
                            new Outcome.Read(entry.getKey(), read.getKey(), read.getValue())))
                .toList()));
  }

  private static void note(Map<MessageId, Set<UserId>> all, MessageId message, UserId user) {
    all.computeIfAbsent(message, none -> new HashSet<>()).add(user);
  }

  /** Records what is given, if anything is; returns the messages. */
  private Set<MessageId> record(List<Outcome.Read> found) {
    if (!found.isEmpty()) {
      records.record(found);
    }
    return found.stream().map(Outcome.Read::message).collect(Collectors.toSet());
  }
}
