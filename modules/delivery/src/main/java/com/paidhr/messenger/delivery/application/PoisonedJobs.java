package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.application.DeliveryMetrics.Count;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.delivery.domain.TakenJob;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.stores.StoreFailures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs that fail whenever they are done, for a reason of their own. */
@ApplicationScoped
public class PoisonedJobs {
  private static final Logger LOG = LoggerFactory.getLogger(PoisonedJobs.class);

  private final DeadLetters letters;
  private final HeldLanes held;
  private final Inboxes inboxes;
  private final DeliveryRecords records;
  private final FailedReplays replays;
  private final Messages messages;
  private final Settlement settlement;
  private final DeliveryMetrics metrics;
  private final Worker worker;
  private final Clock clock;

  @Inject
  PoisonedJobs(
      DeadLetters letters,
      HeldLanes held,
      Inboxes inboxes,
      DeliveryRecords records,
      FailedReplays replays,
      Messages messages,
      Settlement settlement,
      DeliveryMetrics metrics,
      Worker worker,
      Clock clock) {
    this.letters = letters;
    this.held = held;
    this.inboxes = inboxes;
    this.records = records;
    this.replays = replays;
    this.messages = messages;
    this.settlement = settlement;
    this.metrics = metrics;
    this.worker = worker;
    this.clock = clock;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected PoisonedJobs() {
    this(null, null, null, null, null, null, null, null, null, null);
  }

  /** Writes a dead letter for the job; a lane goes on behind the message that it failed with. */
  void bury(TakenJob taken, RuntimeException failure) {
    LOG.error("Job {} is poison and is buried", taken.job().text(), failure);
    switch (taken.job()) {
      case Job.Fanout job -> {
        AttemptRecord last = attempt((int) taken.times(), failure);
        put(job.message(), null, List.of(last), failure);
        messages
            .find(job.message())
            .ifPresent(message -> settlement.fail(message.id(), message.sender()));
      }
      case Job.Replay job ->
          letters
              .find(job.letter())
              .filter(DeadLetter::replaying)
              .ifPresent(letter ->
                  replays.end(letter, fingerprint(failure), attempt(job.attempt(), failure)));
      case Job.Lane job -> {
        HeldLane state = held.find(Set.of(job)).get(job);
        if (state != null) {
          giveUp(job, state, failure);
          goOn(job, state);
        }
      }
    }
  }

  private void giveUp(Job.Lane lane, HeldLane state, RuntimeException failure) {
    MessageId message = new MessageId(lane.conversation(), state.seq());
    UserId user = lane.recipient();
    AttemptRecord last = attempt(state.numberOf(state.seq()), failure);
    List<AttemptRecord> attempts = new ArrayList<>();
    records
        .find(message)
        .flatMap(record -> record.of(user))
        .map(RecipientStatus::history)
        .ifPresent(attempts::addAll);
    attempts.add(last);
    if (letters.find(DeadLetter.idOf(message, user)).isEmpty()) {
      put(message, user, attempts, failure);
    }
    note(new Outcome.Failed(message, user, last));
    if (wentIn(lane, message)) {
      records.record(List.of(new Outcome.Delivered(message, user, last, true)));
      letters.remove(List.of(DeadLetter.idOf(message, user)));
    }
    settlement.recount(Set.of(message));
  }

  /** A record that takes no more keeps the lane from nothing: the dead letter tells of it. */
  private void note(Outcome outcome) {
    try {
      records.record(List.of(outcome));
    } catch (RuntimeException e) {
      if (!StoreFailures.isRefusedByMongo(e)) {
        throw e;
      }
      LOG.warn("{} cannot be recorded", outcome, e);
    }
  }

  /**
   * Whether it is in the inbox after all; else the lane has passed it now, if it can be moved.
   * Since when messages are addressed to the user may be what cannot be found out, so it is not
   * asked.
   */
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

  private void put(
      MessageId message,
      @Nullable UserId recipient,
      List<AttemptRecord> attempts,
      RuntimeException failure) {
    AttemptRecord last = attempts.getLast();
    letters.put(
        List.of(
            new DeadLetter(
                DeadLetter.idOf(message, recipient),
                message,
                recipient,
                fingerprint(failure),
                last.error(),
                false,
                attempts,
                last.at(),
                false)));
    metrics.add(Count.DEAD, 1);
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
