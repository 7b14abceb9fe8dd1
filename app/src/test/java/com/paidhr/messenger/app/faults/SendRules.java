package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.Checker.Promise;
import com.paidhr.messenger.app.faults.Checker.Violation;
import com.paidhr.messenger.app.faults.History.Outcome;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Send;
import com.paidhr.messenger.app.faults.History.Span;
import com.paidhr.messenger.app.faults.History.Stored;
import com.paidhr.messenger.app.faults.Membership.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold between sends and the log. */
final class SendRules {
  private final History history;
  private final List<Violation> found;
  private final Map<String, List<Send>> attempts;

  private SendRules(History history, List<Violation> found) {
    this.history = history;
    this.found = found;
    this.attempts =
        history.sends.stream()
            .collect(Collectors.groupingBy(Send::text, LinkedHashMap::new, Collectors.toList()));
  }

  static void check(History history, List<Violation> found) {
    SendRules rules = new SendRules(history, found);
    rules.acknowledgedIsStored();
    rules.storedOnce();
    rules.nothingFromNowhere();
    rules.noHole();
    rules.inOrderOfTime();
    rules.membersMaySend();
  }

  private void report(Promise promise, Object where) {
    found.add(new Violation(promise, where.toString()));
  }

  private void acknowledgedIsStored() {
    for (Send send : history.sends) {
      if (send.outcome() == Outcome.ACKNOWLEDGED
          && log(send.room()).stream()
              .noneMatch(stored ->
                  stored.seq() == send.seq()
                      && stored.text().equals(send.text())
                      && stored.sender().equals(send.sender()))) {
        report(Promise.ACKNOWLEDGED_IS_STORED, send);
      }
    }
  }

  private void storedOnce() {
    Map<String, Place> places = new HashMap<>();
    history.logs.forEach((room, log) -> {
      for (Stored stored : log) {
        Place place = new Place(room, stored.seq());
        Place before =
            stored.change().isPresent() ? null : places.putIfAbsent(stored.text(), place);
        if (before != null) {
          report(Promise.STORED_ONCE, stored.text() + " at " + before + " and " + place);
        }
      }
    });
  }

  private void nothingFromNowhere() {
    history.logs.forEach((room, log) -> {
      for (Stored stored : log) {
        if (stored.change().isEmpty()
            && attempts.getOrDefault(stored.text(), List.of()).stream()
                .noneMatch(send ->
                    send.outcome() != Outcome.REFUSED
                        && send.room().equals(room)
                        && send.sender().equals(stored.sender()))) {
          report(Promise.NOTHING_FROM_NOWHERE, room + " " + stored);
        }
      }
    });
  }

  private void noHole() {
    history.logs.forEach((room, log) -> {
      for (int i = 0; i < log.size(); i++) {
        if (log.get(i).seq() != i + 1) {
          report(Promise.NO_HOLE, new Place(room, i + 1));
          return;
        }
      }
    });
  }

  /** A retried send may have got its place at its first attempt and be told at its last. */
  private void inOrderOfTime() {
    Map<String, List<Send>> byRoom = new HashMap<>();
    attempts.forEach((text, sends) -> {
      long begun = sends.stream().mapToLong(send -> send.when().begun()).min().orElseThrow();
      sends.stream()
          .filter(send -> send.outcome() == Outcome.ACKNOWLEDGED)
          .min(Comparator.comparing(send -> send.when().ended()))
          .ifPresent(first ->
              byRoom
                  .computeIfAbsent(first.room(), room -> new ArrayList<>())
                  .add(
                      new Send(
                          first.room(),
                          first.sender(),
                          text,
                          first.outcome(),
                          first.seq(),
                          new Span(begun, first.when().ended()))));
    });
    byRoom.values().forEach(this::inOrderOfTime);
  }

  private void inOrderOfTime(List<Send> room) {
    List<Send> byEnd = new ArrayList<>(room);
    byEnd.sort(Comparator.comparing(send -> send.when().ended()));
    List<Send> byBegin = new ArrayList<>(room);
    byBegin.sort(Comparator.comparing(send -> send.when().begun()));
    long highest = 0;
    int next = 0;
    for (Send send : byBegin) {
      while (next < byEnd.size() && byEnd.get(next).when().isBefore(send.when())) {
        highest = Math.max(highest, byEnd.get(next++).seq());
      }
      if (send.seq() <= highest) {
        report(Promise.IN_ORDER_OF_TIME, send + " though " + highest + " was acknowledged");
      }
    }
  }

  private void membersMaySend() {
    Set<String> rooms = history.rooms.keySet();
    for (String room : rooms) {
      Map<String, Membership> members = new HashMap<>();
      for (Send send : history.sends) {
        if (send.room().equals(room)
            && send.outcome() == Outcome.REFUSED
            && members
                    .computeIfAbsent(send.sender(), user -> new Membership(history, room, user))
                    .during(send.when())
                == Standing.MEMBER) {
          report(Promise.MEMBERS_MAY_SEND, send);
        }
      }
      for (Stored stored : log(room)) {
        if (stored.change().isEmpty()
            && members
                .computeIfAbsent(stored.sender(), user -> new Membership(history, room, user))
                .at(stored.seq())
                .isEmpty()) {
          report(Promise.ONLY_MEMBERS_SEND, room + " " + stored);
        }
      }
    }
  }

  private List<Stored> log(String room) {
    return history.logs.getOrDefault(room, List.of());
  }
}
