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
import java.util.ArrayList;
import java.util.List;

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
    List<AttemptRecord> attempts = new ArrayList<>(known(letter));
    attempts.add(last);
    note(letter, last);
    if (letters.endReplay(letter.failedAgain(cause, attempts, last))) {
      metrics.add(Count.FAILED, 1);
      metrics.add(Count.DEAD, 1);
    }
  }

  private List<AttemptRecord> known(DeadLetter letter) {
    UserId recipient = letter.recipient();
    return recipient == null
        ? letter.attempts()
        : records
            .find(letter.message())
            .flatMap(record -> record.of(recipient))
            .map(RecipientStatus::history)
            .filter(history -> !history.isEmpty())
            .orElse(letter.attempts());
  }
}
