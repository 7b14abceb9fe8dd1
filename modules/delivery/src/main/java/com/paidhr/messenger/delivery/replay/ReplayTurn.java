package com.paidhr.messenger.delivery.replay;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Fate;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.RetrySettings;
import com.paidhr.messenger.delivery.lane.LanePlanner;
import com.paidhr.messenger.delivery.lane.Recipients;
import com.paidhr.messenger.delivery.network.Attempt;
import com.paidhr.messenger.delivery.network.Draw;
import com.paidhr.messenger.delivery.network.Network;
import com.paidhr.messenger.delivery.network.NetworkConditions;
import com.paidhr.messenger.delivery.record.Ledger;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private final FanoutReplay fanouts;
  private final Ledger ledger;
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
      FanoutReplay fanouts,
      Ledger ledger,
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
    this.fanouts = fanouts;
    this.ledger = ledger;
    this.clock = clock;
  }

  public void run(Job.Replay job) {
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
      ledger.replayWithdrawn(letter, user);
    } else if (records.find(job.message()).filter(r -> r.isDeliveredTo(user)).isPresent()) {
      ledger.replayEnded(letter);
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
      ledger.replayArrived(letter, user, record, told);
      return;
    }
    switch (policy.after(job.count(), Duration.ZERO, attempt.jitter())) {
      case Fate.GiveUp spent -> ledger.replayGaveUp(letter, record);
      case Fate.Retry(Duration backoff) -> {
        ledger.replayFailed(letter, record);
        Attempt next = new Attempt(job.message(), user, job.attempt() + 1);
        Duration latency = planner.drawn(conditions, next, now).latency();
        queue.publishLater(job.next(), backoff.plus(latency));
      }
    }
  }
}
