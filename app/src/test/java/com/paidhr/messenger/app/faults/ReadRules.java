package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.Checker.Promise;
import com.paidhr.messenger.app.faults.Checker.Violation;
import com.paidhr.messenger.app.faults.History.Look;
import com.paidhr.messenger.app.faults.History.Mark;
import com.paidhr.messenger.app.faults.History.Outcome;
import com.paidhr.messenger.app.faults.History.Page;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Send;
import com.paidhr.messenger.app.faults.History.Span;
import com.paidhr.messenger.app.faults.History.Stored;
import com.paidhr.messenger.app.faults.Membership.Interval;
import com.paidhr.messenger.app.faults.Membership.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold between reads and the log. */
final class ReadRules {
  private final History history;
  private final List<Violation> found;
  private final Map<Place, Stored> log = new HashMap<>();
  private final Map<String, Map<String, Membership>> memberships = new HashMap<>();

  private ReadRules(History history, List<Violation> found) {
    this.history = history;
    this.found = found;
    history.logs.forEach((room, stored) ->
        stored.forEach(message -> log.put(new Place(room, message.seq()), message)));
  }

  static void check(History history, List<Violation> found) {
    ReadRules rules = new ReadRules(history, found);
    history.pages.forEach(rules::check);
    history.looks.forEach(rules::check);
    history.marks.forEach(rules::check);
  }

  private void report(Promise promise, Object where) {
    found.add(new Violation(promise, where.toString()));
  }

  private void check(Page page) {
    Membership reader = membership(page.room(), page.user());
    for (int i = 0; i < page.items().size(); i++) {
      Stored item = page.items().get(i);
      boolean follows = i == 0 || item.seq() == page.items().get(i - 1).seq() + 1;
      if (!follows || !item.equals(log.get(new Place(page.room(), item.seq())))) {
        report(Promise.READS_SHOW_THE_LOG, item + " in " + page);
      }
    }
    page.items().forEach(item -> mayBeSeen(reader, item.seq(), page.when(), page));
    if (!isComplete(page, reader)) {
      report(Promise.READS_ARE_COMPLETE, page);
    }
  }

  private void check(Look look) {
    Membership reader = membership(look.place().room(), look.user());
    look.found()
        .ifPresent(message -> {
          if (!message.equals(log.get(look.place()))) {
            report(Promise.READS_SHOW_THE_LOG, look);
          }
          mayBeSeen(reader, look.place().seq(), look.when(), look);
        });
    if (look.found().isEmpty() && isThereFor(reader, look.place(), look.when())) {
      report(Promise.READS_ARE_COMPLETE, look);
    }
  }

  /** Who marks a message learns whether it is there. */
  private void check(Mark mark) {
    Membership reader = membership(mark.place().room(), mark.user());
    if (mark.outcome() == Outcome.ACKNOWLEDGED) {
      mayBeSeen(reader, mark.place().seq(), mark.when(), mark);
    } else if (mark.outcome() == Outcome.REFUSED && isThereFor(reader, mark.place(), mark.when())) {
      report(Promise.READS_ARE_COMPLETE, mark);
    }
  }

  private boolean isThereFor(Membership reader, Place place, Span when) {
    return newestAcknowledged(place.room(), when) >= place.seq()
        && firstVisible(reader, when) <= place.seq();
  }

  private void mayBeSeen(Membership reader, long seq, Span when, Object where) {
    boolean left =
        !reader.isChannel()
            && reader.at(seq).filter(stay -> reader.hasEndedBefore(stay, when)).isPresent();
    if (!reader.mayRead(seq) || left) {
      report(Promise.READS_ARE_PRIVATE, seq + " in " + where);
    }
  }

  private boolean isComplete(Page page, Membership reader) {
    long from = firstVisible(reader, page.when());
    long newest = newestAcknowledged(page.room(), page.when());
    if (from > newest) {
      return true;
    }
    if (page.items().isEmpty()) {
      return false;
    }
    long last = page.items().getLast().seq();
    long expected = Math.min(page.limit(), last - from + 1);
    return last >= newest && page.items().size() == expected;
  }

  /** The first place that the reader certainly saw then; none when that is not certain. */
  private static long firstVisible(Membership reader, Span when) {
    if (reader.isChannel()) {
      return 1;
    }
    return reader.during(when) == Standing.MEMBER
        ? reader.stayDuring(when).map(Interval::from).orElse(Membership.OPEN)
        : Membership.OPEN;
  }

  private long newestAcknowledged(String room, Span when) {
    return history.sends.stream()
        .filter(send -> send.outcome() == Outcome.ACKNOWLEDGED && send.room().equals(room))
        .filter(send -> send.when().isBefore(when))
        .mapToLong(Send::seq)
        .max()
        .orElse(0);
  }

  private Membership membership(String room, String user) {
    return memberships
        .computeIfAbsent(room, r -> new HashMap<>())
        .computeIfAbsent(user, u -> new Membership(history, room, u));
  }
}
