package com.paidhr.messenger.delivery.record;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.record.DeliveryMetrics.Count;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.stores.StoreFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives messages up for a recipient. The dead letter and the outcome are stored before the lane
 * goes on, so a crash in between repeats the last attempt and loses nothing.
 */
@ApplicationScoped
class GivingUp {
  private static final Logger LOG = LoggerFactory.getLogger(GivingUp.class);

  private final DeadLetters letters;
  private final DeliveryRecords records;
  private final Inboxes inboxes;
  private final PassedMessages passedMessages;
  private final DeliveryMetrics metrics;

  @Inject
  GivingUp(
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

  /** Notes failed attempts that others will follow. */
  void note(List<Outcome.Retried> failed) {
    records.record(failed);
    metrics.add(Count.RETRIED, failed.size());
  }

  /**
   * Stores dead letters and outcomes, and moves the lanes past the messages, in their order. What
   * went in by another worker's hands is taken as delivered after all; what another worker gave up
   * keeps the dead letter that it has.
   */
  void giveUp(List<GivenUp> all) {
    if (all.isEmpty()) {
      return;
    }
    Set<String> written = letters.find(all.stream().map(GivenUp::letter).toList()).keySet();
    put(all.stream().filter(lost -> !written.contains(lost.letter())).toList());
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
    return letter(
        lost.message(),
        lost.recipient(),
        cause(lost.last()),
        attempts(known, lost.recipient(), lost.last()));
  }

  private static List<AttemptRecord> attempts(
      @Nullable DeliveryRecord known, UserId recipient, AttemptRecord last) {
    List<AttemptRecord> attempts = new ArrayList<>();
    if (known != null) {
      known.of(recipient).map(RecipientStatus::history).ifPresent(attempts::addAll);
    }
    attempts.add(last);
    return attempts;
  }

  private static DeadLetter letter(
      MessageId message, @Nullable UserId recipient, String cause, List<AttemptRecord> attempts) {
    AttemptRecord last = attempts.getLast();
    return new DeadLetter(
        DeadLetter.idOf(message, recipient),
        message,
        recipient,
        cause,
        last.error(),
        last.simulated(),
        attempts,
        last.at(),
        false);
  }

  /** A message that nobody is known to have, since the job of its first pass always fails. */
  void bury(MessageId message, String cause, AttemptRecord last) {
    letters.put(List.of(letter(message, null, cause, List.of(last))));
    metrics.add(Count.DEAD, 1);
  }

  /**
   * A message that a lane's job always fails with. What cannot be recorded, and a lane that cannot
   * be moved, keep the lane from nothing: the dead letter tells of it. Since when messages are
   * addressed to the user may be what cannot be found out, so it is not asked.
   */
  void bury(Job.Lane lane, MessageId message, String cause, AttemptRecord last) {
    UserId user = lane.recipient();
    String id = DeadLetter.idOf(message, user);
    if (letters.find(id).isEmpty()) {
      List<AttemptRecord> attempts = attempts(records.find(message).orElse(null), user, last);
      letters.put(List.of(letter(message, user, cause, attempts)));
      metrics.add(Count.DEAD, 1);
    }
    recordIfPossible(new Outcome.Failed(message, user, last));
    if (wentIn(lane, message)) {
      records.record(List.of(new Outcome.Delivered(message, user, last, true)));
      letters.remove(List.of(id));
    }
  }

  private void recordIfPossible(Outcome outcome) {
    try {
      records.record(List.of(outcome));
    } catch (RuntimeException e) {
      if (!StoreFailures.isRefusedByMongo(e)) {
        throw e;
      }
      LOG.warn("{} cannot be recorded", outcome, e);
    }
  }

  /** Whether it is in the inbox after all; else the lane has passed it now, if it can be moved. */
  private boolean wentIn(Job.Lane lane, MessageId message) {
    try {
      return !inboxes.skip(lane, message.seq(), message)
          && inboxes.shows(lane.recipient(), message);
    } catch (RuntimeException e) {
      if (!StoreFailures.isRefusedByRedis(e)) {
        throw e;
      }
      LOG.warn("Lane {} cannot be moved past {}", lane.text(), message, e);
      return false;
    }
  }

  static String cause(AttemptRecord last) {
    String kind = last.outcome().toLowerCase(Locale.ROOT).replace('_', '-');
    return (last.simulated() ? "network." : "inbox.") + kind;
  }
}
