package com.paidhr.messenger.delivery.application;

import com.paidhr.messenger.delivery.application.DeadLetterOffice.GivenUp;
import com.paidhr.messenger.delivery.application.DeliveryMetrics.Count;
import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryQueue;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
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
 * names it, once; the message keeps its seq.
 */
@ApplicationScoped
public class ReplayTurn {
  private final Recipients recipients;
  private final Network network;
  private final LanePlanner planner;
  private final RetrySettings policy;
  private final Inboxes inboxes;
  private final DeliveryQueue queue;
  private final DeliveryRecords records;
  private final DeadLetters letters;
  private final DeadLetterOffice office;
  private final Settlement settlement;
  private final DeliveryMetrics metrics;
  private final Clock clock;

  @Inject
  ReplayTurn(
      Recipients recipients,
      Network network,
      LanePlanner planner,
      RetrySettings policy,
      Inboxes inboxes,
      DeliveryQueue queue,
      DeliveryRecords records,
      DeadLetters letters,
      DeadLetterOffice office,
      Settlement settlement,
      DeliveryMetrics metrics,
      Clock clock) {
    this.recipients = recipients;
    this.network = network;
    this.planner = planner;
    this.policy = policy;
    this.inboxes = inboxes;
    this.queue = queue;
    this.records = records;
    this.letters = letters;
    this.office = office;
    this.settlement = settlement;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** For the container's proxy only. */
  @SuppressWarnings("NullAway")
  protected ReplayTurn() {
    this(null, null, null, null, null, null, null, null, null, null, null, null);
  }

  void run(Job.Replay job) {
    MessageId message = job.message();
    UserId user = job.recipient();
    Long since = recipients.among(Set.of(user), message.conversation()).get(user);
    if (since == null || since > message.seq()) {
      records.record(List.of(new Outcome.Withdrawn(message, user)));
      resolved(message, user);
      return;
    }
    Instant now = clock.instant();
    Optional<NetworkConditions> conditions = network.towards(message.conversation()).towards(user);
    Attempt attempt = new Attempt(message, user, job.attempt());
    Draw draw = planner.drawn(conditions, attempt, now);
    AttemptRecord record = planner.record(attempt, draw, now);
    if (draw.arrives()) {
      boolean told = inboxes.recover(user, message);
      records.record(List.of(new Outcome.Delivered(message, user, record, true)));
      metrics.add(told ? Count.DELIVERED : Count.DUPLICATES_SUPPRESSED, 1);
      resolved(message, user);
    } else if (policy.isSpent(job.attempt(), Duration.ZERO)) {
      office.write(List.of(new GivenUp(message, user, record)));
      settlement.recount(Set.of(message));
    } else {
      records.record(List.of(new Outcome.Retried(message, user, record)));
      metrics.add(Count.RETRIED, 1);
      queue.publishLater(
          new Job.Replay(message, user, job.attempt() + 1),
          planner.again(conditions, attempt, now));
    }
  }

  private void resolved(MessageId message, UserId user) {
    letters.remove(List.of(DeadLetter.idOf(message, user)));
    settlement.recount(Set.of(message));
  }
}
