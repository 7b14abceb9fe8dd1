package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.application.DeliveryMetrics.Count;
import com.paidhr.messenger.delivery.application.PassedMessages.Passed;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives messages up for a recipient. The dead letter and the outcome are stored before the lane
 * goes on, so a crash in between repeats the last attempt and loses nothing.
 */
@ApplicationScoped
public class DeadLetterOffice {
  private final DeadLetters letters;
  private final DeliveryRecords records;
  private final Inboxes inboxes;
  private final PassedMessages passedMessages;
  private final DeliveryMetrics metrics;

  @Inject
  DeadLetterOffice(
      DeadLetters letters,
      DeliveryRecords records,
      Inboxes inboxes,
      PassedMessages passedMessages,
      DeliveryMetrics metrics) {
    this.letters = letters;
    this.records = records;
    this.inboxes = inboxes;
    this.passedMessages = passedMessages;
    this.metrics = metrics;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected DeadLetterOffice() {
    this(null, null, null, null, null);
  }

  /**
   * A message that is given up for a recipient after its last attempt.
   *
   * @param since the first message that is addressed to the recipient
   */
  record GivenUp(MessageId message, UserId recipient, AttemptRecord last, long since) {
    String id() {
      return DeadLetter.idOf(message, recipient);
    }
  }

  /**
   * Stores dead letters and outcomes, and moves the lanes past the messages, in their order. What
   * went in by another worker's hands is taken as delivered after all; what another worker gave up
   * keeps the dead letter that it has.
   */
  void giveUp(List<GivenUp> all) {
    Set<String> written = letters.find(all.stream().map(GivenUp::id).toList()).keySet();
    put(all.stream().filter(lost -> !written.contains(lost.id())).toList());
    fail(all);
    List<Passed> passed = new ArrayList<>();
    for (GivenUp lost : all) {
      Job.Lane lane = new Job.Lane(lost.message().conversation(), lost.recipient());
      if (!inboxes.skip(lane, lost.since(), lost.message())) {
        passed.add(new Passed(lost.message(), lost.recipient(), lost.last().number()));
      }
    }
    passedMessages.record(passed);
  }

  private void put(List<GivenUp> all) {
    Map<MessageId, DeliveryRecord> known =
        records.find(all.stream().map(GivenUp::message).collect(Collectors.toSet()));
    letters.put(all.stream().map(lost -> letter(lost, known.get(lost.message()))).toList());
    metrics.add(Count.FAILED, all.size());
    metrics.add(Count.DEAD, all.size());
  }

  private void fail(List<GivenUp> all) {
    records.record(
        all.stream()
            .map(lost -> new Outcome.Failed(lost.message(), lost.recipient(), lost.last()))
            .toList());
  }

  private static DeadLetter letter(GivenUp lost, @Nullable DeliveryRecord known) {
    List<AttemptRecord> attempts = new ArrayList<>();
    if (known != null) {
      known.recipients().stream()
          .filter(status -> status.recipient().equals(lost.recipient()))
          .map(RecipientStatus::history)
          .forEach(attempts::addAll);
    }
    attempts.add(lost.last());
    return new DeadLetter(
        lost.id(),
        lost.message(),
        lost.recipient(),
        cause(lost.last()),
        lost.last().error(),
        lost.last().simulated(),
        attempts,
        lost.last().at(),
        false);
  }

  static String cause(AttemptRecord last) {
    String kind = last.outcome().toLowerCase(Locale.ROOT).replace('_', '-');
    return (last.simulated() ? "network." : "inbox.") + kind;
  }
}
