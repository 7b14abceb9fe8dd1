package com.paidhr.messenger.delivery.record;

import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeliveryRecord;
import com.paidhr.messenger.delivery.domain.DeliveryRecords;
import com.paidhr.messenger.delivery.domain.FirstPass;
import com.paidhr.messenger.delivery.domain.Inboxes;
import com.paidhr.messenger.delivery.domain.Inboxes.Appended;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.delivery.domain.Outcome;
import com.paidhr.messenger.delivery.domain.RecipientStatus;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A lane may pass a message before the message has its first pass: another worker goes on with the
 * lane and delivers all that it holds, but finds nothing to record the outcome in. So whoever
 * records a first pass looks afterwards how far the lanes of those who wait have come. One of the
 * two always sees the other.
 */
@ApplicationScoped
class OvertakenLanes {
  private final Inboxes inboxes;
  private final DeliveryRecords records;
  private final DeadLetters letters;
  private final PassedMessages passedMessages;

  @Inject
  OvertakenLanes(
      Inboxes inboxes,
      DeliveryRecords records,
      DeadLetters letters,
      PassedMessages passedMessages) {
    this.inboxes = inboxes;
    this.records = records;
    this.letters = letters;
    this.passedMessages = passedMessages;
  }

  /** A recipient recorded as waiting for a message, with the attempts so far. */
  private record Waiting(MessageId message, UserId user, int attempts) {
    Job.Lane lane() {
      return new Job.Lane(message.conversation(), user);
    }
  }

  /**
   * Records what became of recipients whose lanes have passed a message they are said to wait for.
   *
   * @param passes the first passes, recorded by now
   * @param known those of their messages that had one before
   * @param since the members now, each with the first message addressed to them
   * @return the messages of which something was recorded
   */
  Set<MessageId> settle(
      Collection<FirstPass> passes, Set<MessageId> known, Map<UserId, Long> since) {
    List<Outcome> outcomes = new ArrayList<>();
    List<Waiting> waiting = new ArrayList<>();
    for (FirstPass pass : passes) {
      if (!known.contains(pass.message())) {
        pass.waiting().forEach(user -> waiting.add(new Waiting(pass.message(), user, 0)));
      }
    }
    for (Waiting one : recorded(known)) {
      if (since.getOrDefault(one.user(), Long.MAX_VALUE) > one.message().seq()) {
        outcomes.add(new Outcome.Withdrawn(one.message(), one.user()));
      } else {
        waiting.add(one);
      }
    }
    List<Passed> passed = passed(waiting);
    records.record(outcomes);
    passedMessages.record(passed);
    Set<MessageId> touched = new HashSet<>();
    outcomes.forEach(outcome -> touched.add(outcome.message()));
    passed.forEach(one -> touched.add(one.message()));
    return touched;
  }

  /**
   * Ids of the dead letters of messages that lanes had passed before this turn and that nothing is
   * recorded of: a later message's job came first, and the message was given up.
   *
   * @param messages of this turn, by seq
   * @param moved what became of the lanes in this turn
   */
  Set<String> givenUpBefore(NavigableMap<Long, Job.Fanout> messages, Map<UserId, Appended> moved) {
    Map<MessageId, List<UserId>> passed = new HashMap<>();
    moved.forEach((user, result) -> {
      if (result instanceof Appended.Moved lane) {
        messages
            .headMap(lane.before(), true)
            .values()
            .forEach(
                job -> passed.computeIfAbsent(job.message(), none -> new ArrayList<>()).add(user));
      }
    });
    if (passed.isEmpty()) {
      return Set.of();
    }
    passed.keySet().removeAll(records.find(passed.keySet()).keySet());
    Set<String> found = new HashSet<>();
    passed.forEach((message, users) ->
        found.addAll(
            letters
                .find(users.stream().map(user -> DeadLetter.idOf(message, user)).toList())
                .keySet()));
    return found;
  }

  private List<Waiting> recorded(Set<MessageId> known) {
    if (known.isEmpty()) {
      return List.of();
    }
    List<Waiting> waiting = new ArrayList<>();
    for (DeliveryRecord record : records.find(known).values()) {
      record.recipients().stream()
          .filter(status -> status.state() == RecipientStatus.State.WAITING)
          .map(status -> new Waiting(record.message(), status.recipient(), status.attempts()))
          .forEach(waiting::add);
    }
    return waiting;
  }

  private List<Passed> passed(List<Waiting> waiting) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    Map<Job.Lane, Long> cursors =
        inboxes.cursors(waiting.stream().map(Waiting::lane).collect(Collectors.toSet()));
    return waiting.stream()
        .filter(one -> cursors.getOrDefault(one.lane(), 0L) >= one.message().seq())
        .map(one -> new Passed(one.message(), one.user(), one.attempts() + 1))
        .toList();
  }
}
