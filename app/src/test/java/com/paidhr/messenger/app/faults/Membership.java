package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.History.Change;
import com.paidhr.messenger.app.faults.History.Fact;
import com.paidhr.messenger.app.faults.History.Kind;
import com.paidhr.messenger.app.faults.History.Room;
import com.paidhr.messenger.app.faults.History.Span;
import com.paidhr.messenger.app.faults.History.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When one user was in one room: by the room's log, and by what the clients were told. */
final class Membership {
  static final long OPEN = Long.MAX_VALUE;

  private final Room room;
  private final boolean founder;
  private final List<Change> changes;
  private final List<Interval> intervals = new ArrayList<>();
  private final List<Boolean> logged = new ArrayList<>();

  /** The places that one stay makes visible, both inclusive. */
  record Interval(long from, long to) {
    boolean has(long seq) {
      return from <= seq && seq <= to;
    }

    boolean isOpen() {
      return to == OPEN;
    }
  }

  /** What the clients knew about the user when they asked. */
  enum Standing {
    MEMBER,
    STRANGER,
    CHANGING
  }

  Membership(History history, String roomId, String user) {
    this.room = Lookup.in(history.rooms, roomId);
    this.founder = room.founders().contains(user);
    this.changes =
        history.changes.stream()
            .filter(change -> change.room().equals(roomId) && change.user().equals(user))
            .toList();
    long from = founder ? 1 : 0;
    for (Stored message : history.logs.getOrDefault(roomId, List.of())) {
      Optional<Fact> fact = message.change().filter(change -> change.user().equals(user));
      if (fact.isEmpty()) {
        continue;
      }
      boolean enters = fact.get().enters();
      logged.add(enters);
      if (enters) {
        from = message.seq();
      } else if (from > 0) {
        intervals.add(new Interval(from, message.seq() - 1));
        from = 0;
      }
    }
    if (from > 0) {
      intervals.add(new Interval(from, OPEN));
    }
  }

  /** Whether the log tells of the changes that were acknowledged, in their order. */
  boolean isAsAcknowledged() {
    return changes.stream().map(Change::enters).toList().equals(logged);
  }

  /** The stay during which a message was written. */
  Optional<Interval> at(long seq) {
    return intervals.stream().filter(interval -> interval.has(seq)).findFirst();
  }

  /** The stay that had not ended when the run did. */
  Optional<Interval> open() {
    return intervals.stream().filter(Interval::isOpen).findFirst();
  }

  /** Whether the stay had been ended, and its end acknowledged, before the request began. */
  boolean hasEndedBefore(Interval stay, Span request) {
    if (stay.isOpen()) {
      return false;
    }
    List<Change> exits = changes.stream().filter(change -> !change.enters()).toList();
    List<Interval> closed = intervals.stream().filter(interval -> !interval.isOpen()).toList();
    int index = closed.indexOf(stay);
    return index < exits.size() && exits.get(index).when().isBefore(request);
  }

  Standing during(Span request) {
    boolean member = founder;
    for (Change change : changes) {
      if (change.when().isBefore(request)) {
        member = change.enters();
      } else if (!request.isBefore(change.when())) {
        return Standing.CHANGING;
      }
    }
    return member ? Standing.MEMBER : Standing.STRANGER;
  }

  /** The stay of one who was a member during all of the request. */
  Optional<Interval> stayDuring(Span request) {
    long exits =
        changes.stream()
            .filter(change -> !change.enters() && change.when().isBefore(request))
            .count();
    return exits < intervals.size() ? Optional.of(intervals.get((int) exits)) : Optional.empty();
  }

  boolean mayRead(long seq) {
    return room.kind() == Kind.CHANNEL || at(seq).isPresent();
  }

  boolean isChannel() {
    return room.kind() == Kind.CHANNEL;
  }
}
