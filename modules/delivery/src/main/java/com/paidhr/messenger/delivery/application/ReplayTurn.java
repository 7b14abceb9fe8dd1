package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.application.DeliveryMetrics.Count;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.RetrySettings;
import com.paidhr.messenger.delivery.network.Attempt;
import com.paidhr.messenger.delivery.network.Draw;
import com.paidhr.messenger.delivery.network.Network;
import com.paidhr.messenger.delivery.network.NetworkConditions;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tries a dead letter again. The lane has passed the message, so it reaches the inbox as a gap that
 * names it, once; the message keeps its seq. Attempts are counted on from those before, since the
 * simulator draws for each number once. A job whose dead letter is gone, or is not being replayed
 * any more, does nothing: of jobs that come twice the first to end ends both. Where Redis lost its
 * data a lane may begin again before a message that was given up and read; then it comes first.
 */
@ApplicationScoped
public class ReplayTurn {
  private static final Duration WHILE_THE_LANE_COMES = Duration.ofSeconds(1);

  private final Recipients recipients;
  private final Network network;
  private final LanePlanner planner;
  private final RetrySettings policy;
  private final HeldLanes held;
  private final Inboxes inboxes;
  private final DeliveryQueue queue;
  private final DeliveryRecords records;
  private final DeadLetters letters;
  private final FailedReplays failures;
  private final FanoutReplay fanouts;
  private final Settlement settlement;
  private final DeliveryMetrics metrics;
  private final Clock clock;

  @Inject
  ReplayTurn(
      Recipients recipients,
      Network network,
      LanePlanner planner,
      RetrySettings policy,
      HeldLanes held,
      Inboxes inboxes,
      DeliveryQueue queue,
      DeliveryRecords records,
      DeadLetters letters,
      FailedReplays failures,
      FanoutReplay fanouts,
      Settlement settlement,
      DeliveryMetrics metrics,
      Clock clock) {
    this.recipients = recipients;
    this.network = network;
    this.planner = planner;
    this.policy = policy;
    this.held = held;
    this.inboxes = inboxes;
    this.queue = queue;
    this.records = records;
    this.letters = letters;
    this.failures = failures;
    this.fanouts = fanouts;
    this.settlement = settlement;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected ReplayTurn() {
    this(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  void run(Job.Replay job) {
    DeadLetter letter =
        letters
            .find(job.letter())
            .filter(found -> found.replaying() && found.nextAttempt() == job.first())
            .orElse(null);
    UserId user = job.recipient();
    if (letter == null) {
      return;
    }
    if (user == null) {
      fanouts.run(letter);
    } else if (isNoRecipient(job.message(), user)) {
      records.record(List.of(new Outcome.Withdrawn(job.message(), user)));
      resolved(letter);
    } else if (records.find(job.message()).filter(r -> r.isDeliveredTo(user)).isPresent()) {
      resolved(letter);
    } else if (isBefore(job.message(), user)) {
      queue.publishLater(job, WHILE_THE_LANE_COMES);
    } else {
      attempt(job, user, letter);
    }
  }

  private boolean isNoRecipient(MessageId message, UserId user) {
    Long since = recipients.among(Set.of(user), message.conversation()).get(user);
    return since == null || since > message.seq();
  }

  /** Whether the user's lane waits before the message, and brings it or gives it up again. */
  private boolean isBefore(MessageId message, UserId user) {
    Job.Lane lane = new Job.Lane(message.conversation(), user);
    HeldLane state = held.find(Set.of(lane)).get(lane);
    return state != null && state.seq() <= message.seq();
  }

  private void attempt(Job.Replay job, UserId user, DeadLetter letter) {
    Instant now = clock.instant();
    Optional<NetworkConditions> conditions =
        network.towards(job.message().conversation()).towards(user);
    Attempt attempt = new Attempt(job.message(), user, job.attempt());
    Draw draw = planner.drawn(conditions, attempt, now);
    AttemptRecord record = planner.record(attempt, draw, now);
    if (draw.arrives()) {
      boolean told = inboxes.recover(user, job.message());
      records.record(List.of(new Outcome.Delivered(job.message(), user, record, true)));
      metrics.add(told ? Count.DELIVERED : Count.DUPLICATES_SUPPRESSED, 1);
      resolved(letter);
    } else if (policy.isSpent(job.count(), Duration.ZERO)) {
      failures.end(letter, DeadLetterOffice.cause(record), record);
    } else {
      failures.note(letter, record);
      metrics.add(Count.RETRIED, 1);
      Attempt next = new Attempt(job.message(), user, job.attempt() + 1);
      queue.publishLater(
          job.next(),
          policy
              .backoff(job.count(), attempt.jitter())
              .plus(planner.drawn(conditions, next, now).latency()));
    }
  }

  /** The dead letter goes last: a job that is done again after a crash still finds it. */
  private void resolved(DeadLetter letter) {
    settlement.recount(Set.of(letter.message()));
    letters.remove(List.of(letter.id()));
  }
}
