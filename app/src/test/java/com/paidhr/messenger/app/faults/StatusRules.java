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

/**
 * What must hold of statuses: DELIVERED is an end, FAILED until a replay or the recipient ends it.
 */
final class StatusRules {
  private final History history;
  private final List<Violation> found;
  private final Marks marks;

  private StatusRules(History history, List<Violation> found) {
    this.history = history;
    this.found = found;
    this.marks = new Marks(history);
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
    if (isBack(earlier.state(), later.state()) || later.delivered() < earlier.delivered()) {
      report(Promise.STATUS_GOES_FORWARD, earlier + " then " + later);
    }
    earlier
        .recipients()
        .forEach((user, before) -> {
          Part after = later.recipients().get(user);
          if (after == null) {
            return;
          }
          boolean revives = before.state() == State.FAILED && after.state() == State.DELIVERED;
          if (isBack(before.state(), after.state()) || (revives && !mayRevive(user, later))) {
            report(Promise.STATUS_GOES_FORWARD, user + ": " + earlier + " then " + later);
          }
          if (before.state() == State.DELIVERED
              && !after.deliveredAt().equals(before.deliveredAt())) {
            report(Promise.FIRST_DELIVERY_STAYS, user + ": " + earlier + " then " + later);
          }
        });
  }

  private static boolean isBack(State before, State after) {
    return switch (before) {
      case SENT -> false;
      case FAILED -> after == State.SENT;
      case DELIVERED -> after != State.DELIVERED;
    };
  }

  /** Whether somebody had the dead letter tried again, or the user may have read the message. */
  private boolean mayRevive(String user, Progress later) {
    Place message = later.message();
    return marks.mayBeRead(message, user, later.when())
        || history.replays.stream()
            .anyMatch(replay ->
                replay.room().equals(message.room())
                    && replay.first() <= message.seq()
                    && message.seq() <= replay.last()
                    && !later.when().isBefore(replay.when()));
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

  /** One who has read it keeps the dead letter, since the inbox lacks it. */
  private void endsRightly(Progress end) {
    boolean failed = false;
    for (Map.Entry<String, Part> part : end.recipients().entrySet()) {
      State state = part.getValue().state();
      boolean dead = state == State.FAILED;
      failed |= dead;
      boolean explained =
          history.deadLetters.contains(new Undelivered(end.message(), part.getKey()));
      boolean contradicts = dead ? !explained : explained && !part.getValue().isRead();
      if (state == State.SENT || contradicts) {
        report(Promise.STATUS_ENDS, part + " of " + end);
      }
    }
    if (failed != (end.state() == State.FAILED) && !isCutOff(end)) {
      report(Promise.STATUS_ENDS, end);
    }
  }

  /** Whether a mark that was never answered may have been ended before it came to the status. */
  private boolean isCutOff(Progress end) {
    return end.state() == State.FAILED
        && end.recipients().entrySet().stream()
            .anyMatch(part ->
                part.getValue().isRead()
                    && !marks.isRead(end.message(), part.getKey(), end.when()));
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
