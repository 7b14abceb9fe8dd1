package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.application.DeliveryMetrics.Count;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Notes attempts of replays that failed. The recipient's delivery stays FAILED all the time. */
@ApplicationScoped
public class FailedReplays {
  private final DeadLetters letters;
  private final DeliveryRecords records;
  private final DeliveryMetrics metrics;

  @Inject
  FailedReplays(DeadLetters letters, DeliveryRecords records, DeliveryMetrics metrics) {
    this.letters = letters;
    this.records = records;
    this.metrics = metrics;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected FailedReplays() {
    this(null, null, null);
  }

  /** Another attempt will follow. */
  void note(DeadLetter letter, AttemptRecord attempt) {
    UserId recipient = letter.recipient();
    if (recipient != null) {
      records.record(List.of(new Outcome.Replayed(letter.message(), recipient, attempt)));
    }
  }

  /** No attempt will follow: the dead letter tells of all attempts and may be replayed again. */
  void end(DeadLetter letter, String cause, AttemptRecord last) {
    note(letter, last);
    List<AttemptRecord> attempts = List.copyOf(known(letter, last));
    if (letters.endReplay(letter.failedAgain(cause, attempts, last))) {
      metrics.add(Count.FAILED, 1);
      metrics.add(Count.DEAD, 1);
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
