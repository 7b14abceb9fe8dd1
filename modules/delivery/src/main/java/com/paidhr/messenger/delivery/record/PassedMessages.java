package com.paidhr.messenger.delivery.record;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.Worker;
import com.paidhr.messenger.delivery.network.Draw;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What became of messages that lanes have passed in other hands, perhaps of a worker that died
 * before it recorded that. A message went in, or it was given up: then there is a dead letter,
 * which is stored before the lane goes on, and the inbox does not show it.
 */
@ApplicationScoped
class PassedMessages {
  private final DeadLetters letters;
  private final DeliveryRecords records;
  private final Inboxes inboxes;
  private final Worker worker;
  private final Clock clock;

  @Inject
  PassedMessages(
      DeadLetters letters, DeliveryRecords records, Inboxes inboxes, Worker worker, Clock clock) {
    this.letters = letters;
    this.records = records;
    this.inboxes = inboxes;
    this.worker = worker;
    this.clock = clock;
  }

  /** Records what became of them, and takes back dead letters of those that went in. */
  void record(Collection<Passed> all) {
    if (all.isEmpty()) {
      return;
    }
    Map<String, DeadLetter> found = letters.find(all.stream().map(Passed::letter).toList());
    List<Outcome> outcomes = new ArrayList<>();
    List<Outcome.Delivered> doubted = new ArrayList<>();
    for (Passed one : all) {
      DeadLetter letter = found.get(one.letter());
      if (letter == null) {
        outcomes.add(wentIn(one, false));
      } else if (inboxes.shows(one.recipient(), one.message())) {
        doubted.add(wentIn(one, true));
      } else {
        outcomes.add(
            new Outcome.Failed(one.message(), one.recipient(), letter.attempts().getLast()));
      }
    }
    outcomes.addAll(doubted);
    records.record(outcomes);
    retract(doubted);
  }

  /**
   * Removes dead letters, if there are, of messages that are recorded as delivered by now: a worker
   * that died while it gave a message up leaves one, and the attempt that is repeated may succeed.
   */
  void retract(Collection<Outcome.Delivered> delivered) {
    letters.remove(
        delivered.stream().map(one -> DeadLetter.idOf(one.message(), one.recipient())).toList());
  }

  private Outcome.Delivered wentIn(Passed one, boolean evenIfFailed) {
    AttemptRecord attempt =
        new AttemptRecord(
            one.attempt(),
            clock.instant(),
            worker.name(),
            Draw.Verdict.ARRIVES.name(),
            0,
            "",
            false);
    return new Outcome.Delivered(one.message(), one.recipient(), attempt, evenIfFailed);
  }
}
