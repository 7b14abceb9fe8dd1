package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.Checker.Promise;
import com.paidhr.messenger.app.faults.Checker.Violation;
import com.paidhr.messenger.app.faults.History.Part;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Progress;
import com.paidhr.messenger.app.faults.History.State;
import com.paidhr.messenger.app.faults.History.Stored;
import com.paidhr.messenger.app.faults.History.Undelivered;
import com.paidhr.messenger.app.faults.Membership.Interval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold of statuses. No dead letter is replayed in a run, so FAILED is an end as well. */
final class StatusRules {
  private final History history;
  private final List<Violation> found;

  private StatusRules(History history, List<Violation> found) {
    this.history = history;
    this.found = found;
  }

  static void check(History history, List<Violation> found) {
    StatusRules rules = new StatusRules(history, found);
    Map<Place, List<Progress>> seen =
        history.progress.stream().collect(Collectors.groupingBy(Progress::message));
    seen.forEach((message, reads) -> {
      Progress end = history.outcomes.get(message);
      if (end != null) {
        reads.forEach(read -> rules.goesForward(read, end));
      }
      for (Progress earlier : reads) {
        reads.stream()
            .filter(later -> earlier.when().isBefore(later.when()))
            .forEach(later -> rules.goesForward(earlier, later));
      }
    });
    history.logs.forEach(rules::ends);
  }

  private void report(Promise promise, Object where) {
    found.add(new Violation(promise, where.toString()));
  }

  private void goesForward(Progress earlier, Progress later) {
    boolean back = earlier.state() != State.SENT && later.state() != earlier.state();
    if (back || later.delivered() < earlier.delivered()) {
      report(Promise.STATUS_GOES_FORWARD, earlier + " then " + later);
    }
    earlier
        .recipients()
        .forEach((user, before) -> {
          Part after = later.recipients().get(user);
          if (after == null || before.state() == State.SENT) {
            return;
          }
          if (after.state() != before.state()) {
            report(Promise.STATUS_GOES_FORWARD, user + ": " + earlier + " then " + later);
          }
          if (!after.deliveredAt().equals(before.deliveredAt())) {
            report(Promise.FIRST_DELIVERY_STAYS, user + ": " + earlier + " then " + later);
          }
        });
  }

  private void ends(String room, List<Stored> log) {
    Map<String, Membership> members = new HashMap<>();
    Set<String> everyone = new TreeSet<>(Lookup.in(history.rooms, room).founders());
    log.stream()
        .flatMap(stored -> stored.change().stream())
        .forEach(change -> everyone.add(change.user()));
    everyone.forEach(user -> members.put(user, new Membership(history, room, user)));
    for (Stored message : log) {
      Place place = new Place(room, message.seq());
      Progress end = history.outcomes.get(place);
      if (end == null || end.state() == State.SENT) {
        report(Promise.STATUS_ENDS, place + " " + end);
      } else {
        endsRightly(end);
        hasItsRecipients(message, end, members);
      }
    }
  }

  private void endsRightly(Progress end) {
    boolean failed = false;
    for (Map.Entry<String, Part> part : end.recipients().entrySet()) {
      State state = part.getValue().state();
      boolean dead = state == State.FAILED;
      failed |= dead;
      boolean explained =
          history.deadLetters.contains(new Undelivered(end.message(), part.getKey()));
      if (state == State.SENT || dead != explained) {
        report(Promise.STATUS_ENDS, part + " of " + end);
      }
    }
    if (failed != (end.state() == State.FAILED)) {
      report(Promise.STATUS_ENDS, end);
    }
  }

  private void hasItsRecipients(Stored message, Progress end, Map<String, Membership> members) {
    for (String recipient : end.recipients().keySet()) {
      Membership member = members.get(recipient);
      if (recipient.equals(message.sender())
          || member == null
          || member.at(message.seq()).isEmpty()) {
        report(Promise.RECIPIENTS_ARE_THE_MEMBERS, recipient + " had " + end);
      }
    }
    members.forEach((user, member) -> {
      boolean due = member.at(message.seq()).filter(Interval::isOpen).isPresent();
      if (due && !user.equals(message.sender()) && !end.recipients().containsKey(user)) {
        report(Promise.RECIPIENTS_ARE_THE_MEMBERS, user + " has not " + end);
      }
    });
  }
}
