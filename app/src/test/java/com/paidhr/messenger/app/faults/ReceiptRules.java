package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.Checker.Promise;
import com.paidhr.messenger.app.faults.Checker.Violation;
import com.paidhr.messenger.app.faults.History.Fact;
import com.paidhr.messenger.app.faults.History.Mark;
import com.paidhr.messenger.app.faults.History.Part;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Progress;
import com.paidhr.messenger.app.faults.History.Room;
import com.paidhr.messenger.app.faults.History.Seat;
import com.paidhr.messenger.app.faults.History.State;
import com.paidhr.messenger.app.faults.History.Stored;
import com.paidhr.messenger.app.faults.Membership.Interval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What must hold between marks, the receipts that are shown, and what is unread. */
final class ReceiptRules {
  private final History history;
  private final List<Violation> found;
  private final Marks marks;
  private final Map<Reader, String> firstTimes = new HashMap<>();
  private final Map<Reader, Long> shownSince = new HashMap<>();

  private record Reader(Place message, String user) {}

  private ReceiptRules(History history, List<Violation> found) {
    this.history = history;
    this.found = found;
    this.marks = new Marks(history);
  }

  static void check(History history, List<Violation> found) {
    ReceiptRules rules = new ReceiptRules(history, found);
    history.marks.stream()
        .filter(Mark::isAcknowledged)
        .forEach(
            mark -> rules.hasItsTime(new Reader(mark.place(), mark.user()), mark.readAt(), mark));
    rules.shown().forEach(rules::isOfAMark);
    rules.shown().forEach(rules::isKept);
    history.outcomes.values().forEach(rules::isDelivered);
    history.rooms.values().forEach(rules::leavesUnread);
  }

  private Stream<Progress> shown() {
    return Stream.concat(history.progress.stream(), history.outcomes.values().stream());
  }

  private void report(Promise promise, Object where) {
    found.add(new Violation(promise, where.toString()));
  }

  private void hasItsTime(Reader reader, String readAt, Object where) {
    String first = firstTimes.putIfAbsent(reader, readAt);
    if (first != null && !first.equals(readAt)) {
      report(Promise.FIRST_READ_STAYS, reader + " at " + first + ", but " + where);
    }
  }

  private void isOfAMark(Progress shown) {
    shown
        .recipients()
        .forEach((user, part) -> {
          if (part.isRead()) {
            Reader reader = new Reader(shown.message(), user);
            hasItsTime(reader, part.readAt(), shown);
            shownSince.merge(reader, shown.when().ended(), Math::min);
            if (!marks.mayBeRead(shown.message(), user, shown.when())) {
              report(Promise.ONLY_MARKED_IS_READ, user + " in " + shown);
            }
          }
        });
  }

  /** What was acknowledged, or shown once, is shown ever after. */
  private void isKept(Progress shown) {
    shown
        .recipients()
        .forEach((user, part) -> {
          long since = shownSince.getOrDefault(new Reader(shown.message(), user), Membership.OPEN);
          boolean known =
              since < shown.when().begun() || marks.isRead(shown.message(), user, shown.when());
          if (known && !part.isRead()) {
            report(Promise.READ_IS_KEPT, user + " in " + shown);
          }
        });
  }

  private void isDelivered(Progress end) {
    end.recipients()
        .forEach((user, part) -> {
          if (part.state() != State.DELIVERED
              && marks.isDelivered(end.message(), user, end.when())) {
            report(Promise.READ_IS_DELIVERED, user + " in " + end);
          }
        });
  }

  private void leavesUnread(Room room) {
    List<Stored> log = history.logs.getOrDefault(room.id(), List.of());
    Set<String> users = new TreeSet<>(room.founders());
    log.stream().flatMap(stored -> stored.change().stream()).map(Fact::user).forEach(users::add);
    for (String user : users) {
      Seat seat = new Seat(room.id(), user);
      new Membership(history, room.id(), user)
          .open()
          .ifPresent(stay -> {
            long unread = log.stream().filter(stored -> isUnread(stored, seat, stay)).count();
            if (history.unread.getOrDefault(seat, -1L) != unread) {
              report(
                  Promise.UNREAD_IS_DERIVED,
                  seat + " has " + unread + " and is told " + history.unread.get(seat));
            }
          });
    }
  }

  private boolean isUnread(Stored stored, Seat seat, Interval stay) {
    Progress end = history.outcomes.get(new Place(seat.room(), stored.seq()));
    Part part = end == null ? null : end.recipients().get(seat.user());
    return stay.has(stored.seq())
        && stored.change().isEmpty()
        && !stored.sender().equals(seat.user())
        && (part == null || !part.isRead());
  }
}
