package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.Checker.Promise;
import com.paidhr.messenger.app.faults.Checker.Violation;
import com.paidhr.messenger.app.faults.History.Arrival;
import com.paidhr.messenger.app.faults.History.Part;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Progress;
import com.paidhr.messenger.app.faults.History.State;
import com.paidhr.messenger.app.faults.History.Stored;
import com.paidhr.messenger.app.faults.History.Undelivered;
import com.paidhr.messenger.app.faults.Membership.Interval;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What must hold in inboxes. Where Redis lost its data an inbox begins a new life behind what was
 * recorded; each life keeps the order by itself.
 */
final class InboxRules {
  private final History history;
  private final List<Violation> found;
  private final String room;
  private final String user;
  private final Membership member;
  private final Set<Long> seen = new HashSet<>();

  private InboxRules(History history, List<Violation> found, String room, String user) {
    this.history = history;
    this.found = found;
    this.room = room;
    this.user = user;
    this.member = new Membership(history, room, user);
  }

  static void check(History history, List<Violation> found) {
    Map<String, List<Arrival>> byUser =
        history.arrivals.stream().collect(Collectors.groupingBy(Arrival::user));
    Set<String> users = new TreeSet<>(byUser.keySet());
    history.rooms.values().forEach(room -> users.addAll(room.founders()));
    history.changes.forEach(change -> users.add(change.user()));
    for (String user : users) {
      List<Arrival> arrivals = byUser.getOrDefault(user, List.of());
      for (String room : history.rooms.keySet()) {
        new InboxRules(history, found, room, user)
            .check(arrivals.stream().filter(arrival -> arrival.room().equals(room)).toList());
      }
    }
  }

  private void report(Promise promise, Object where) {
    found.add(new Violation(promise, user + " in " + room + ": " + where));
  }

  private void check(List<Arrival> arrivals) {
    Map<String, List<Arrival>> lives =
        arrivals.stream()
            .collect(Collectors.groupingBy(Arrival::life, LinkedHashMap::new, Collectors.toList()));
    lives.values().forEach(this::checkLife);
    List<Arrival> now = lives.isEmpty() ? List.of() : new ArrayList<>(lives.values()).getLast();
    member.open().ifPresent(stay -> checkComplete(stay, now));
  }

  private void checkLife(List<Arrival> life) {
    long last = 0;
    Set<Long> told = new HashSet<>();
    Set<Long> here = places(life);
    for (Arrival arrival : life) {
      for (long seq = arrival.first(); seq <= arrival.last(); seq++) {
        seen.add(seq);
        if (!told.add(seq)) {
          report(Promise.INBOX_TELLS_ONCE, arrival);
        }
        if (member.at(seq).isEmpty() || seq > log().size()) {
          report(Promise.INBOX_IS_PRIVATE, arrival);
        }
      }
      if (arrival.gap()) {
        continue;
      }
      if (arrival.first() <= last) {
        report(Promise.INBOX_IN_ORDER, arrival + " after " + last);
      }
      for (long seq = last + 1; last > 0 && seq < arrival.first(); seq++) {
        if (!here.contains(seq) && isDue(seq, history.givenUp)) {
          report(Promise.INBOX_WITHOUT_HOLE, seq + " before " + arrival);
        }
      }
      last = Math.max(last, arrival.first());
    }
  }

  /** Whether the user has a right to it that was not lost, and it has no such dead letter. */
  private boolean isDue(long seq, Set<Undelivered> deadLetters) {
    return member.at(seq).filter(Interval::isOpen).isPresent()
        && !deadLetters.contains(new Undelivered(new Place(room, seq), user));
  }

  /** What is in no inbox must have been in one that Redis lost: it was recorded as delivered. */
  private void checkComplete(Interval stay, List<Arrival> life) {
    Set<Long> now = places(life);
    long begin = begin(life);
    for (Stored message : log()) {
      long seq = message.seq();
      if (seq < stay.from() || !isDue(seq, history.deadLetters)) {
        continue;
      }
      boolean lost = history.redisForgot && seq < begin && wasDelivered(message);
      if (!now.contains(seq) && !lost) {
        report(Promise.INBOX_COMPLETE, seq + (seen.contains(seq) ? " is gone" : ""));
      }
    }
  }

  /** Where the lane began; a replay may have told of an earlier message. */
  private static long begin(List<Arrival> life) {
    return life.stream()
        .filter(arrival -> !arrival.gap())
        .mapToLong(Arrival::first)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private boolean wasDelivered(Stored message) {
    Progress outcome = history.outcomes.get(new Place(room, message.seq()));
    Part part = outcome == null ? null : outcome.recipients().get(user);
    return message.sender().equals(user) || (part != null && part.state() == State.DELIVERED);
  }

  private List<Stored> log() {
    return history.logs.getOrDefault(room, List.of());
  }

  private static Set<Long> places(List<Arrival> life) {
    Set<Long> places = new HashSet<>();
    for (Arrival arrival : life) {
      for (long seq = arrival.first(); seq <= arrival.last(); seq++) {
        places.add(seq);
      }
    }
    return places;
  }
}
