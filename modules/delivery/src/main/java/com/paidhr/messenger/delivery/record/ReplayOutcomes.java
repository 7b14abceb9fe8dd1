package com.paidhr.messenger.delivery.record;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.record.DeliveryMetrics.Count;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Outcomes of replays. While one goes on the recipient's delivery stays FAILED, whatever attempts
 * fail.
 */
@ApplicationScoped
class ReplayOutcomes {
  private final DeadLetters letters;
  private final DeliveryRecords records;
  private final DeliveryMetrics metrics;

  @Inject
  ReplayOutcomes(DeadLetters letters, DeliveryRecords records, DeliveryMetrics metrics) {
    this.letters = letters;
    this.records = records;
    this.metrics = metrics;
  }

  /**
   * It is in the inbox.
   *
   * @param told whether it went in just now
   */
  void arrived(DeadLetter letter, UserId user, AttemptRecord attempt, boolean told) {
    records.record(List.of(new Outcome.Delivered(letter.message(), user, attempt, true)));
    metrics.add(told ? Count.DELIVERED : Count.DUPLICATES_SUPPRESSED, 1);
  }

  /** Another attempt will follow. */
  void failed(DeadLetter letter, AttemptRecord attempt) {
    note(letter, attempt);
    metrics.add(Count.RETRIED, 1);
  }

  /** No attempt will follow: outcome, then the letter, with all attempts. */
  void gaveUp(DeadLetter letter, String cause, AttemptRecord last) {
    note(letter, last);
    List<AttemptRecord> attempts = List.copyOf(known(letter, last));
    if (letters.endReplay(letter.failedAgain(cause, attempts, last))) {
      metrics.add(Count.FAILED, 1);
      metrics.add(Count.DEAD, 1);
    }
  }

  void remove(DeadLetter letter) {
    remove(List.of(letter));
  }

  void remove(List<DeadLetter> some) {
    letters.remove(some.stream().map(DeadLetter::id).toList());
  }

  private void note(DeadLetter letter, AttemptRecord attempt) {
    UserId recipient = letter.recipient();
    if (recipient != null) {
      records.record(List.of(new Outcome.Replayed(letter.message(), recipient, attempt)));
    }
  }

  /** Each attempt once, whatever was noted before a crash. */
  private Collection<AttemptRecord> known(DeadLetter letter, AttemptRecord last) {
    Map<Integer, AttemptRecord> byNumber = new TreeMap<>();
    letter.attempts().forEach(attempt -> byNumber.put(attempt.number(), attempt));
    UserId recipient = letter.recipient();
    if (recipient != null) {
      records
          .find(letter.message())
          .flatMap(record -> record.of(recipient))
          .map(RecipientStatus::history)
          .ifPresent(history -> history.forEach(one -> byNumber.put(one.number(), one)));
    }
    byNumber.put(last.number(), last);
    return byNumber.values();
  }
}
