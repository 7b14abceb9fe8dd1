package com.paidhr.messenger.delivery.lane;

import com.paidhr.messenger.delivery.changes.ConversationTelling;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.FirstPass;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Worker;
import com.paidhr.messenger.delivery.network.Network;
import com.paidhr.messenger.delivery.record.DeliveryMetrics;
import com.paidhr.messenger.delivery.record.DeliveryMetrics.Count;
import com.paidhr.messenger.delivery.record.Ledger;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings a conversation's new messages to everyone. Lanes in perfect conditions take all of them at
 * once; the others are held and go on by themselves. What is recorded comes before what is queued,
 * and both before the jobs are acknowledged, so doing it again repairs whatever a crash left.
 */
@ApplicationScoped
public class FanoutTurn {
  private final Recipients recipients;
  private final HeldLanes held;
  private final Network network;
  private final LaneMover mover;
  private final LaneWork work;
  private final Ledger ledger;
  private final ConversationTelling reports;
  private final DeliveryMetrics metrics;
  private final Worker worker;
  private final Clock clock;

  @Inject
  FanoutTurn(
      Recipients recipients,
      HeldLanes held,
      Network network,
      LaneMover mover,
      LaneWork work,
      Ledger ledger,
      ConversationTelling reports,
      DeliveryMetrics metrics,
      Worker worker,
      Clock clock) {
    this.recipients = recipients;
    this.held = held;
    this.network = network;
    this.mover = mover;
    this.work = work;
    this.ledger = ledger;
    this.reports = reports;
    this.metrics = metrics;
    this.worker = worker;
    this.clock = clock;
  }

  /**
   * @param queuedAt when each job was queued
   */
  public void run(ConversationId conversation, Map<Job.Fanout, Instant> queuedAt) {
    TreeMap<Long, Job.Fanout> messages = new TreeMap<>();
    queuedAt.keySet().forEach(job -> messages.putIfAbsent(job.message().seq(), job));
    long last = messages.lastKey();
    Map<UserId, Long> since = recipients.of(conversation, last);
    Set<UserId> waiting = new HashSet<>(held.in(conversation));
    waiting.retainAll(since.keySet());
    Network.Weather weather = network.towards(conversation);

    Map<UserId, Long> atOnce = new LinkedHashMap<>();
    Map<UserId, Long> simulated = new LinkedHashMap<>();
    for (UserId user : since.keySet()) {
      if (!waiting.contains(user)) {
        (weather.towards(user).isEmpty() ? atOnce : simulated).put(user, last);
      }
    }
    Map<UserId, Appended> moved = mover.move(conversation, atOnce, since);
    List<LanePlan> plans = refused(conversation, moved, since, last);
    Map<UserId, Long> cursors = mover.cursors(conversation, simulated, since);
    List<LanePlan> planned =
        work.plan(conversation, cursors, simulated, Map.of(), weather, messages);
    moved.putAll(work.deliver(conversation, planned, since));
    plans.addAll(work.afterwards(planned, moved, simulated, Map.of()));

    Instant now = clock.instant();
    Set<String> lost = ledger.givenUpBefore(messages, moved);
    List<FirstPass> passes = new ArrayList<>(messages.size());
    for (Job.Fanout job : messages.values()) {
      Instant queued = queuedAt.getOrDefault(job, now);
      passes.add(pass(job, queued, since, moved, lost, now));
    }
    Ledger.Begun begun = ledger.firstPasses(passes, since);
    count(messages, passes, begun.known(), moved);
    ledger.sumFirstPasses(passes, begun, LaneWork.trouble(plans, since));
    List<Hold> holds = new ArrayList<>(work.holds(plans));
    for (UserId free : held.extend(conversation, waiting, last)) {
      long first = Math.max(messages.firstKey(), since.getOrDefault(free, 1L));
      holds.add(
          new Hold(new Job.Lane(conversation, free), first, 0, last, Duration.ZERO, Duration.ZERO));
    }
    held.begin(holds);
    reports.tellReported(
        conversation,
        messages.values().stream().filter(Job.Fanout::system).map(Job.Fanout::message).toList());
  }

  private FirstPass pass(
      Job.Fanout job,
      Instant queued,
      Map<UserId, Long> since,
      Map<UserId, Appended> moved,
      Set<String> lost,
      Instant now) {
    long seq = job.message().seq();
    List<UserId> delivered = new ArrayList<>();
    List<UserId> waiting = new ArrayList<>();
    since.forEach((user, first) -> {
      if (first <= seq && !user.equals(job.sender())) {
        boolean has =
            has(moved.get(user), seq)
                && (lost.isEmpty() || !lost.contains(DeadLetter.idOf(job.message(), user)));
        (has ? delivered : waiting).add(user);
      }
    });
    return new FirstPass(
        job.message(), job.sender(), queued, now, worker.name(), delivered, waiting);
  }

  private static boolean has(@Nullable Appended appended, long seq) {
    return appended instanceof Appended.Moved lane && lane.after() >= seq;
  }

  /** A message that went in before its job came, with a later one, counts when its job comes. */
  private void count(
      Map<Long, Job.Fanout> jobs,
      List<FirstPass> passes,
      Set<MessageId> known,
      Map<UserId, Appended> moved) {
    long repeated = 0;
    for (FirstPass pass : passes) {
      long seq = pass.message().seq();
      Duration lag =
          Duration.between(Objects.requireNonNull(jobs.get(seq)).acceptedAt(), pass.at());
      for (UserId user : pass.delivered()) {
        if (known.contains(pass.message())
            && moved.get(user) instanceof Appended.Moved lane
            && lane.before() >= seq) {
          repeated++;
        } else {
          metrics.delivered(lag);
        }
      }
    }
    metrics.add(Count.DUPLICATES_SUPPRESSED, repeated);
  }

  /** Lanes in perfect conditions whose inbox refused have had an attempt, with what comes next. */
  private List<LanePlan> refused(
      ConversationId conversation,
      Map<UserId, Appended> moved,
      Map<UserId, Long> since,
      long last) {
    Map<UserId, Long> refused = new LinkedHashMap<>();
    moved.forEach((user, result) -> {
      if (!(result instanceof Appended.Moved)) {
        refused.put(user, last);
      }
    });
    List<LanePlan> plans = new ArrayList<>();
    mover
        .cursors(conversation, refused, since)
        .forEach((user, cursor) -> {
          if (cursor < last) {
            Job.Lane lane = new Job.Lane(conversation, user);
            plans.add(work.refused(lane, cursor + 1, last, null, moved.get(user)));
          }
        });
    return plans;
  }
}
