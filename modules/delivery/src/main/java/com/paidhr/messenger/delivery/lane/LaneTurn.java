package com.paidhr.messenger.delivery.lane;

import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.HeldLanes;
import com.paidhr.messenger.delivery.domain.HeldLanes.Hold;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.network.Network;
import com.paidhr.messenger.delivery.record.Findings;
import com.paidhr.messenger.delivery.record.Ledger;
import com.paidhr.messenger.delivery.record.Passed;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goes on with held lanes of a conversation that are due. */
@ApplicationScoped
public class LaneTurn {
  private final HeldLanes held;
  private final Recipients recipients;
  private final Network network;
  private final LaneWork work;
  private final LaneMover mover;
  private final Ledger ledger;

  @Inject
  LaneTurn(
      HeldLanes held,
      Recipients recipients,
      Network network,
      LaneWork work,
      LaneMover mover,
      Ledger ledger) {
    this.held = held;
    this.recipients = recipients;
    this.network = network;
    this.work = work;
    this.mover = mover;
    this.ledger = ledger;
  }

  public void run(ConversationId conversation, Collection<Job.Lane> jobs) {
    Map<UserId, HeldLane> states = new LinkedHashMap<>();
    held.find(new HashSet<>(jobs)).forEach((lane, state) -> states.put(lane.recipient(), state));
    if (states.isEmpty()) {
      return;
    }
    Map<UserId, Long> since = recipients.among(states.keySet(), conversation);
    Map<UserId, Long> upTo = new LinkedHashMap<>();
    List<Outcome> withdrawn = new ArrayList<>();
    List<Passed> passed = new ArrayList<>();
    Map<Job.Lane, Long> done = new HashMap<>();
    states.forEach((user, state) -> {
      if (since.containsKey(user)) {
        upTo.put(user, state.upTo());
      } else {
        withdrawn.addAll(withdrawn(conversation, user, state.seq(), state.upTo()));
        done.put(new Job.Lane(conversation, user), state.upTo());
      }
    });

    Map<UserId, Long> cursors = mover.cursors(conversation, upTo, since);
    upTo.forEach((user, last) -> {
      HeldLane state = states.get(user);
      long first = since.getOrDefault(user, 1L);
      if (state != null) {
        withdrawn.addAll(withdrawn(conversation, user, state.seq(), Math.min(first - 1, last)));
        long cursor = Math.min(cursors.getOrDefault(user, 0L), last);
        passed.addAll(passed(conversation, user, state, Math.max(first, state.seq()), cursor));
      }
    });
    List<LanePlan> planned =
        work.plan(conversation, cursors, upTo, states, network.towards(conversation), Map.of());
    Map<UserId, Appended> moved = work.deliver(conversation, planned, since);
    List<LanePlan> plans = work.afterwards(planned, moved, upTo, states);
    List<Outcome.Delivered> delivered = work.delivered(plans, moved);
    ledger.turned(
        new Findings(
            withdrawn,
            passed,
            delivered,
            delivered.stream().filter(one -> isDoubtful(one, states)).toList(),
            LaneWork.trouble(plans, since)));
    work.countDelivered(delivered);
    goOn(conversation, upTo, plans, done);
  }

  /** What was sent before the user left and came back is not addressed to them any more. */
  private static List<Outcome> withdrawn(
      ConversationId conversation, UserId user, long from, long to) {
    return between(conversation, from, to).stream()
        .<Outcome>map(message -> new Outcome.Withdrawn(message, user))
        .toList();
  }

  /** What the lane has passed without its turn, in another worker's hands. */
  private static List<Passed> passed(
      ConversationId conversation, UserId user, HeldLane state, long from, long to) {
    int attempt = state.numberOf(state.seq());
    return between(conversation, from, to).stream()
        .map(message -> new Passed(message, user, attempt))
        .toList();
  }

  /** Whether an earlier turn may have begun to give it up. */
  private static boolean isDoubtful(Outcome.Delivered outcome, Map<UserId, HeldLane> states) {
    HeldLane state = states.get(outcome.recipient());
    return state != null && state.hasFailed();
  }

  private void goOn(
      ConversationId conversation,
      Map<UserId, Long> upTo,
      List<LanePlan> plans,
      Map<Job.Lane, Long> done) {
    List<Hold> holds = new ArrayList<>();
    Map<UserId, LanePlan> byUser = new HashMap<>();
    plans.forEach(plan -> byUser.put(plan.lane().recipient(), plan));
    upTo.forEach((user, last) -> {
      LanePlan plan = byUser.get(user);
      if (plan != null && plan.next() != null) {
        holds.add(plan.next());
      } else {
        done.put(new Job.Lane(conversation, user), last);
      }
    });
    held.release(done)
        .forEach((lane, last) ->
            holds.add(
                new Hold(
                    lane, done.getOrDefault(lane, 0L) + 1, 0, last, Duration.ZERO, Duration.ZERO)));
    held.hold(holds);
  }

  private static List<MessageId> between(ConversationId conversation, long from, long to) {
    List<MessageId> messages = new ArrayList<>();
    for (long seq = from; seq <= to; seq++) {
      messages.add(new MessageId(conversation, seq));
    }
    return messages;
  }
}
