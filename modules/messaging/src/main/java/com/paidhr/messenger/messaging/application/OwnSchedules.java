package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.Schedule;
import com.paidhr.messenger.messaging.domain.Schedule.State;
import com.paidhr.messenger.messaging.domain.Schedules;
import com.paidhr.messenger.messaging.domain.Schedules.Position;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What authors see of their scheduled messages, and how they take them back. */
@ApplicationScoped
public class OwnSchedules {
  private static final List<State> OPEN = List.of(State.SCHEDULED, State.SENDING);

  private final Schedules schedules;

  @Inject
  OwnSchedules(Schedules schedules) {
    this.schedules = schedules;
  }

  /** The author's schedules by time, in one state or, for null, those that wait. */
  public Page<Schedule> page(UserId author, @Nullable State state, PageRequest page) {
    Position after = page.after(OwnSchedules::decode).orElse(null);
    List<State> states = state == null ? OPEN : List.of(state);
    int surplus = page.limit() + 1;
    List<Brief<Schedule>> found =
        WholeBodies.briefly(surplus, () -> schedules.of(author, states, after, surplus));
    List<Schedule> whole =
        WholeBodies.first(
            found.subList(0, Math.min(page.limit(), found.size())),
            Schedule::id,
            cut -> schedules.findAll(cut.stream().map(Schedule::id).toList()));
    return WholeBodies.page(
        whole, found, last -> PageRequest.encode(last.sendAt().toEpochMilli() + ":" + last.id()));
  }

  private static Position decode(String encoded) {
    String[] parts = encoded.split(":", 2);
    if (!parts[1].matches("[!-~]+")) {
      throw new IllegalArgumentException("No id: " + parts[1]);
    }
    return new Position(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
  }

  /** The schedule; status 404 for anybody but its author. */
  public Schedule single(UserId author, String id) {
    return schedules
        .find(id)
        .filter(schedule -> schedule.sender().equals(author))
        .orElseThrow(() -> DomainException.notFound("scheduled message", id));
  }

  /**
   * Takes the message back: from then on it is never sent. Canceling again changes nothing.
   *
   * @throws DomainException with status 404 for anybody but its author, 409 when it was sent or its
   *     sending has begun
   */
  public void cancel(UserId author, String id) {
    single(author, id);
    if (!schedules.cancel(id)) {
      throw DomainException.conflict("The message was sent, or is being sent");
    }
  }
}
