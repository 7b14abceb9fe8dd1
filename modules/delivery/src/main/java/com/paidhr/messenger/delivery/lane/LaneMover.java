package com.paidhr.messenger.delivery.lane;

import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Inboxes.Append;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.record.DeliveryMetrics;
import com.paidhr.messenger.delivery.record.DeliveryMetrics.Count;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Moves lanes of one conversation. A lane whose cursor Redis has lost begins again behind what
 * MongoDB knows to be settled, so nothing that was recorded goes into an inbox again.
 */
@ApplicationScoped
class LaneMover {
  private static final int AT_ONCE = 1_000;

  private final Inboxes inboxes;
  private final DeliveryRecords records;
  private final DeliveryMetrics metrics;

  @Inject
  LaneMover(Inboxes inboxes, DeliveryRecords records, DeliveryMetrics metrics) {
    this.inboxes = inboxes;
    this.records = records;
    this.metrics = metrics;
  }

  /**
   * Moves each user's lane up to a message.
   *
   * @param since the first message that is addressed to each user
   */
  Map<UserId, Appended> move(
      ConversationId conversation, Map<UserId, Long> upTo, Map<UserId, Long> since) {
    Map<UserId, Appended> moved = append(conversation, upTo, since, Map.of());
    Map<UserId, Long> unknown = new LinkedHashMap<>();
    moved.forEach((user, result) -> {
      if (result instanceof Appended.Unknown) {
        unknown.put(user, upTo.getOrDefault(user, 0L));
      }
    });
    if (!unknown.isEmpty()) {
      Map<UserId, Long> starts = settled(conversation, unknown, since);
      moved.putAll(append(conversation, unknown, since, starts));
    }
    return moved;
  }

  /** Where each user's lane stands, whether Redis knows it or not. */
  Map<UserId, Long> cursors(
      ConversationId conversation, Map<UserId, Long> upTo, Map<UserId, Long> since) {
    if (upTo.isEmpty()) {
      return Map.of();
    }
    Map<UserId, Long> cursors = new HashMap<>();
    Collection<Job.Lane> lanes =
        upTo.keySet().stream().map(user -> new Job.Lane(conversation, user)).toList();
    inboxes.cursors(lanes).forEach((lane, cursor) -> cursors.put(lane.recipient(), cursor));
    Map<UserId, Long> unknown = new LinkedHashMap<>(upTo);
    unknown.keySet().removeAll(cursors.keySet());
    if (!unknown.isEmpty()) {
      Map<UserId, Long> starts = settled(conversation, unknown, since);
      append(conversation, starts, since, starts);
      cursors.putAll(starts);
    }
    cursors.replaceAll((user, cursor) -> Math.max(cursor, since.getOrDefault(user, 1L) - 1));
    return cursors;
  }

  private Map<UserId, Long> settled(
      ConversationId conversation, Map<UserId, Long> upTo, Map<UserId, Long> since) {
    long top = upTo.values().stream().mapToLong(seq -> seq).max().orElse(0);
    Map<UserId, Long> first = new HashMap<>();
    upTo.keySet().forEach(user -> first.put(user, since.getOrDefault(user, 1L)));
    return records.lastSettled(conversation, top + 1, first);
  }

  private Map<UserId, Appended> append(
      ConversationId conversation,
      Map<UserId, Long> upTo,
      Map<UserId, Long> since,
      Map<UserId, Long> starts) {
    List<UserId> users = List.copyOf(upTo.keySet());
    Map<UserId, Appended> results = new LinkedHashMap<>();
    for (int from = 0; from < users.size(); from += AT_ONCE) {
      List<UserId> some = users.subList(from, Math.min(users.size(), from + AT_ONCE));
      List<Append> appends = new ArrayList<>(some.size());
      for (UserId user : some) {
        Long start = starts.get(user);
        appends.add(
            new Append(
                conversation,
                user,
                start == null ? OptionalLong.empty() : OptionalLong.of(start),
                since.getOrDefault(user, 1L),
                upTo.getOrDefault(user, 0L)));
      }
      List<Appended> appended = inboxes.append(appends);
      for (int i = 0; i < some.size(); i++) {
        results.put(some.get(i), appended.get(i));
      }
    }
    return results;
  }

  /** Delivers again what the network duplicated; the inboxes do not take it twice. */
  void repeat(ConversationId conversation, List<LanePlan> plans, Map<UserId, Long> since) {
    Map<UserId, Long> again = new LinkedHashMap<>();
    long copies = 0;
    for (LanePlan plan : plans) {
      if (plan.duplicates() > 0) {
        again.put(plan.lane().recipient(), plan.deliverTo());
        copies += plan.duplicates();
      }
    }
    if (!again.isEmpty()) {
      append(conversation, again, since, Map.of());
      metrics.add(Count.DUPLICATES_SUPPRESSED, copies);
    }
  }
}
