package com.paidhr.messenger.delivery.lane;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.lane.LanePlanner.Item;
import com.paidhr.messenger.delivery.network.Network.Weather;
import com.paidhr.messenger.delivery.record.DeliveryMetrics;
import com.paidhr.messenger.delivery.record.Findings.Trouble;
import com.paidhr.messenger.delivery.record.GivenUp;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.Messages;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plans turns of lanes that the network troubles, and carries the plans out. */
@ApplicationScoped
class LaneWork {
  private final LanePlanner planner;
  private final LaneMover mover;
  private final Messages messages;
  private final DeliveryMetrics metrics;
  private final Clock clock;

  @Inject
  LaneWork(
      LanePlanner planner,
      LaneMover mover,
      Messages messages,
      DeliveryMetrics metrics,
      Clock clock) {
    this.planner = planner;
    this.mover = mover;
    this.messages = messages;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Plans a turn of each lane that has something before it.
   *
   * @param cursors where each user's lane stands
   * @param upTo the last message handed to each user's lane
   * @param held states of lanes that are held
   * @param known messages that need not be looked up
   */
  List<LanePlan> plan(
      ConversationId conversation,
      Map<UserId, Long> cursors,
      Map<UserId, Long> upTo,
      Map<UserId, HeldLane> held,
      Weather weather,
      Map<Long, Job.Fanout> known) {
    Map<Long, Item> items = new HashMap<>();
    known.forEach((seq, job) -> items.put(seq, new Item(job.sender(), job.acceptedAt())));
    cursors.forEach(
        (user, cursor) -> load(conversation, cursor + 1, upTo.getOrDefault(user, 0L), items));
    Instant now = clock.instant();
    List<LanePlan> plans = new ArrayList<>();
    cursors.forEach((user, cursor) -> {
      long last = upTo.getOrDefault(user, 0L);
      if (cursor < last) {
        plans.add(
            planner.plan(
                new Job.Lane(conversation, user),
                cursor + 1,
                last,
                held.get(user),
                weather.towards(user),
                seq -> items.getOrDefault(seq, new Item(user, now)),
                now));
      }
    });
    return plans;
  }

  private void load(ConversationId conversation, long first, long upTo, Map<Long, Item> items) {
    long last = Math.min(upTo, first + LanePlanner.TURN);
    long missing = first;
    while (missing <= last && items.containsKey(missing)) {
      missing++;
    }
    if (missing <= last) {
      messages
          .range(conversation, missing, last)
          .forEach(
              found -> items.put(found.id().seq(), new Item(found.sender(), found.createdAt())));
    }
  }

  /** Puts in what arrives, and notes the attempts. */
  Map<UserId, Appended> deliver(
      ConversationId conversation, List<LanePlan> plans, Map<UserId, Long> since) {
    Map<UserId, Long> upTo = new LinkedHashMap<>();
    for (LanePlan plan : plans) {
      if (plan.delivers()) {
        upTo.put(plan.lane().recipient(), plan.deliverTo());
      }
    }
    Map<UserId, Appended> moved = mover.move(conversation, upTo, since);
    mover.repeat(conversation, plans, since);
    return moved;
  }

  /** The plans as they came out: one that an inbox refused is a failed attempt. */
  List<LanePlan> afterwards(
      List<LanePlan> plans,
      Map<UserId, Appended> moved,
      Map<UserId, Long> upTo,
      Map<UserId, HeldLane> held) {
    return plans.stream()
        .map(plan -> {
          UserId user = plan.lane().recipient();
          return plan.delivers() && !(moved.get(user) instanceof Appended.Moved)
              ? refused(
                  plan.lane(),
                  plan.first(),
                  upTo.getOrDefault(user, plan.first()),
                  held.get(user),
                  moved.get(user))
              : plan;
        })
        .toList();
  }

  /** A turn that an inbox refused. */
  LanePlan refused(
      Job.Lane lane, long first, long upTo, @Nullable HeldLane held, @Nullable Appended result) {
    String reason =
        result instanceof Appended.Refused refusal ? refusal.reason() : "The lane is unknown";
    return planner.refused(lane, first, upTo, held, reason, clock.instant());
  }

  /** Outcomes of what went in. */
  List<Outcome.Delivered> delivered(List<LanePlan> plans, Map<UserId, Appended> moved) {
    List<Outcome.Delivered> outcomes = new ArrayList<>();
    for (LanePlan plan : plans) {
      UserId user = plan.lane().recipient();
      if (moved.get(user) instanceof Appended.Moved lane) {
        plan.arrived()
            .forEach((seq, attempt) -> {
              if (seq <= lane.after()) {
                outcomes.add(
                    new Outcome.Delivered(plan.message(seq), user, attempt, seq > lane.before()));
              }
            });
      }
    }
    return outcomes;
  }

  /** Attempts that failed, and what is spent. */
  static Trouble trouble(List<LanePlan> plans, Map<UserId, Long> since) {
    List<Outcome.Retried> failed = new ArrayList<>();
    List<GivenUp> gaveUp = new ArrayList<>();
    for (LanePlan plan : plans) {
      UserId user = plan.lane().recipient();
      plan.retried()
          .forEach(
              (seq, attempt) -> failed.add(new Outcome.Retried(plan.message(seq), user, attempt)));
      for (long seq : plan.deadInOrder()) {
        gaveUp.add(
            new GivenUp(
                plan.message(seq),
                user,
                Objects.requireNonNull(plan.dead().get(seq)),
                since.getOrDefault(user, seq)));
      }
    }
    return new Trouble(failed, gaveUp);
  }

  /** The lanes that go on later. */
  List<Hold> holds(List<LanePlan> plans) {
    return plans.stream()
        .map(LanePlan::next)
        .flatMap(next -> Optional.ofNullable(next).stream())
        .toList();
  }

  /** Counts what went in just now. */
  void countDelivered(List<Outcome.Delivered> outcomes) {
    List<Outcome.Delivered> fresh = outcomes.stream().filter(Outcome.Delivered::fresh).toList();
    Set<MessageId> ids = fresh.stream().map(Outcome::message).collect(Collectors.toSet());
    if (ids.isEmpty()) {
      return;
    }
    Map<MessageId, MessageSummary> summaries = messages.findAll(ids);
    Instant now = clock.instant();
    for (Outcome outcome : fresh) {
      MessageSummary summary = summaries.get(outcome.message());
      if (summary != null && !summary.sender().equals(outcome.recipient())) {
        metrics.delivered(Duration.between(summary.createdAt(), now));
      }
    }
  }
}
