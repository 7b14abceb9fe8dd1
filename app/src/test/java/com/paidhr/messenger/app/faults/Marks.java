package com.paidhr.messenger.app.faults;

import com.paidhr.messenger.app.faults.History.Mark;
import com.paidhr.messenger.app.faults.History.Outcome;
import com.paidhr.messenger.app.faults.History.Place;
import com.paidhr.messenger.app.faults.History.Seat;
import com.paidhr.messenger.app.faults.History.Span;
import com.paidhr.messenger.app.faults.Membership.Interval;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users marked as read, and what of it they may rely on. */
final class Marks {
  /** How far below the marked message reading is known to imply delivered. */
  private static final long LOOKED_AT = 1_000;

  private final History history;
  private final Map<Seat, List<Mark>> bySeat;
  private final Map<Seat, Membership> members = new HashMap<>();

  Marks(History history) {
    this.history = history;
    this.bySeat =
        history.marks.stream()
            .collect(Collectors.groupingBy(mark -> new Seat(mark.place().room(), mark.user())));
  }

  /** Whether the user may have marked the message when the request ended. */
  boolean mayBeRead(Place place, String user, Span request) {
    return of(place, user)
        .anyMatch(mark ->
            mark.reaches(place.seq())
                && (mark.isAcknowledged() || mark.outcome() == Outcome.UNKNOWN)
                && !request.isBefore(mark.when()));
  }

  /** Whether the user had been told that the message is read when the request began. */
  boolean isRead(Place place, String user, Span request) {
    return of(place, user).anyMatch(mark -> covers(mark, place) && mark.when().isBefore(request));
  }

  /** Whether that also tells that the message was delivered to the user. */
  boolean isDelivered(Place place, String user, Span request) {
    return of(place, user)
        .anyMatch(mark ->
            covers(mark, place)
                && mark.when().isBefore(request)
                && place.seq() > mark.place().seq() - LOOKED_AT);
  }

  private boolean covers(Mark mark, Place place) {
    if (!mark.isAcknowledged() || !mark.reaches(place.seq())) {
      return false;
    }
    return members
        .computeIfAbsent(
            new Seat(place.room(), mark.user()),
            seat -> new Membership(history, seat.room(), seat.user()))
        .at(mark.place().seq())
        .map(Interval::from)
        .filter(from -> from <= place.seq())
        .isPresent();
  }

  private Stream<Mark> of(Place place, String user) {
    return bySeat.getOrDefault(new Seat(place.room(), user), List.of()).stream();
  }
}
