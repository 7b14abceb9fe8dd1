package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.Checker.Promise;
import com.paidhr.messenger.app.faults.Checker.Violation;
import com.paidhr.messenger.app.faults.History.Line;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Stored;
import com.paidhr.messenger.app.faults.History.Telling;
import com.paidhr.messenger.app.faults.History.Undelivered;
import com.paidhr.messenger.app.faults.Membership.Interval;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold on each line of each user, together with what gaps let the client fetch. */
final class StreamRules {
  private final History history;
  private final List<Violation> found;
  private final Line line;
  private final String room;
  private final Membership member;

  private StreamRules(History history, List<Violation> found, Line line, String room) {
    this.history = history;
    this.found = found;
    this.line = line;
    this.room = room;
    this.member = new Membership(history, room, line.user());
  }

  static void check(History history, List<Violation> found) {
    Map<Line, List<Telling>> byLine =
        List.copyOf(history.tellings).stream().collect(Collectors.groupingBy(Telling::line));
    for (Line line : history.lines) {
      Map<String, List<Telling>> byRoom =
          byLine.getOrDefault(line, List.of()).stream()
              .collect(Collectors.groupingBy(Telling::room));
      for (String room : history.rooms.keySet()) {
        new StreamRules(history, found, line, room).check(byRoom.getOrDefault(room, List.of()));
      }
    }
  }

  private void report(Promise promise, Object where) {
    found.add(new Violation(promise, line + " in " + room + ": " + where));
  }

  private void check(List<Telling> tellings) {
    Set<Long> told = new HashSet<>();
    Set<Long> inThisLife = new HashSet<>();
    int life = 0;
    long last = 0;
    for (Telling telling : tellings) {
      long seq = telling.message().seq();
      checkItself(telling);
      told.add(seq);
      if (telling.life() != life) {
        life = telling.life();
        last = 0;
        inThisLife.clear();
      }
      if (telling.isNew() && inThisLife.add(seq)) {
        if (seq < last) {
          report(Promise.STREAM_IN_ORDER, telling + " after " + last);
        }
        last = seq;
      }
    }
    member.open().ifPresent(stay -> checkComplete(stay, told));
  }

  private void checkItself(Telling telling) {
    Stored message = telling.message();
    if (!member.mayRead(message.seq())) {
      report(Promise.STREAM_IS_PRIVATE, telling);
    }
    Optional<Stored> stored =
        log().stream().filter(each -> each.seq() == message.seq()).findFirst();
    if (!stored.equals(Optional.of(message))) {
      report(Promise.STREAM_TELLS_THE_LOG, telling);
    }
  }

  /** What was given up for the user and has its dead letter is not told. */
  private void checkComplete(Interval stay, Set<Long> told) {
    for (Stored message : log()) {
      long seq = message.seq();
      boolean givenUp =
          history.deadLetters.contains(new Undelivered(new Place(room, seq), line.user()));
      if (stay.has(seq) && !givenUp && !told.contains(seq)) {
        report(Promise.STREAM_COMPLETE, seq);
      }
    }
  }

  private List<Stored> log() {
    return history.logs.getOrDefault(room, List.of());
  }
}
