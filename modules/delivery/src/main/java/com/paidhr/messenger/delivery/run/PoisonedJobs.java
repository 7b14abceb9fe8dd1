package com.paidhr.messenger.delivery.run;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.delivery.domain.Worker;
import com.paidhr.messenger.delivery.record.Ledger;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs that fail whenever they are done, for a reason of their own. */
@ApplicationScoped
class PoisonedJobs {
  private static final Logger LOG = LoggerFactory.getLogger(PoisonedJobs.class);

  private final DeadLetters letters;
  private final HeldLanes held;
  private final Messages messages;
  private final Ledger ledger;
  private final Worker worker;
  private final Clock clock;

  @Inject
  PoisonedJobs(
      DeadLetters letters,
      HeldLanes held,
      Messages messages,
      Ledger ledger,
      Worker worker,
      Clock clock) {
    this.letters = letters;
    this.held = held;
    this.messages = messages;
    this.ledger = ledger;
    this.worker = worker;
    this.clock = clock;
  }

  /** Writes a dead letter for the job; a lane goes on behind the message that it failed with. */
  void bury(TakenJob taken, RuntimeException failure) {
    LOG.error("Job {} is poison and is buried", taken.job().text(), failure);
    String cause = fingerprint(failure);
    switch (taken.job()) {
      case Job.Fanout job ->
          ledger.firstPassBuried(
              job.message(),
              () -> messages.find(job.message()).map(MessageSummary::sender),
              cause,
              attempt((int) taken.times(), failure));
      case Job.Replay job ->
          letters
              .find(job.letter())
              .filter(DeadLetter::replaying)
              .ifPresent(
                  letter -> ledger.replayBuried(letter, cause, attempt(job.attempt(), failure)));
      case Job.Lane job -> {
        HeldLane state = held.find(Set.of(job)).get(job);
        if (state != null) {
          MessageId message = new MessageId(job.conversation(), state.seq());
          ledger.laneBuried(job, message, cause, attempt(state.numberOf(state.seq()), failure));
          goOn(job, state);
        }
      }
    }
  }

  private void goOn(Job.Lane lane, HeldLane state) {
    if (state.seq() < state.upTo()) {
      hold(lane, state.seq() + 1, state.upTo(), state.spent());
    } else {
      held.release(Map.of(lane, state.upTo()))
          .forEach((more, last) -> hold(more, state.upTo() + 1, last, state.spent()));
    }
  }

  private void hold(Job.Lane lane, long seq, long upTo, Duration spent) {
    held.hold(List.of(new Hold(lane, seq, 1, upTo, Duration.ZERO, spent)));
  }

  private AttemptRecord attempt(int number, RuntimeException failure) {
    return new AttemptRecord(
        number,
        clock.instant(),
        worker.name(),
        "ERROR",
        0,
        String.valueOf(failure.getMessage()),
        false);
  }

  /** Equal for failures of the same kind at the same place. */
  static String fingerprint(RuntimeException failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String place =
        trace.length == 0
            ? ""
            : "@"
                + trace[0].getClassName().replaceAll(".*\\.", "")
                + "."
                + trace[0].getMethodName();
    return "job." + failure.getClass().getSimpleName() + place;
  }
}
