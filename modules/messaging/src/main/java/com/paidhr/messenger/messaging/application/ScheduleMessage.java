package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Schedule;
import com.paidhr.messenger.messaging.domain.Schedule.State;
import com.paidhr.messenger.messaging.domain.Schedules;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Accepts messages that are to be sent later. */
@ApplicationScoped
public class ScheduleMessage {
  private static final int MAX_ATTEMPTS = 100;

  private final SendMessage sendMessage;
  private final Schedules schedules;
  private final MessagingSettings settings;
  private final IdGenerator ids;
  private final Clock clock;

  /**
   * What became of the request.
   *
   * @param replayed whether an earlier request under the same key had scheduled it
   */
  public record Accepted(Schedule schedule, boolean replayed) {}

  @Inject
  ScheduleMessage(
      SendMessage sendMessage,
      Schedules schedules,
      MessagingSettings settings,
      IdGenerator ids,
      Clock clock) {
    this.sendMessage = sendMessage;
    this.schedules = schedules;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Schedules the message once, however often it is asked for under the same {@code
   * clientMessageId}. Nothing of what is checked here holds when the time comes: it is checked
   * again then.
   *
   * @throws DomainException with status 422 when the content or the time is not valid or the key
   *     came with something else; 404, 403 or 409 when the author may not write; 429 when too many
   *     of theirs wait
   */
  public Accepted schedule(NewMessage request, Instant sendAt) {
    request.check();
    Instant now = clock.instant();
    checkTime(sendAt, Instant.EPOCH, now.plus(settings.scheduleWithin()));
    Instant time = sendAt.truncatedTo(ChronoUnit.MILLIS);
    String given = request.clientMessageId();
    String id =
        given == null ? ids.next() : Schedule.idOf(request.conversation(), request.sender(), given);
    String fingerprint = request.fingerprint() + "@" + time.toEpochMilli();
    Optional<Accepted> earlier = given == null ? Optional.empty() : replay(id, fingerprint);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    checkTime(time, now, Instant.MAX);
    String key = given == null ? Draft.MADE_HERE + id : given;
    sendMessage.prepare(request, key);
    if (given != null && sendMessage.earlier(request, key).isPresent()) {
      throw mismatch();
    }
    return add(
        new Schedule(
            id,
            request.conversation(),
            request.sender(),
            key,
            fingerprint,
            request.body(),
            request.attachments(),
            request.replyTo(),
            now,
            time,
            State.SCHEDULED,
            null,
            null,
            null));
  }

  private Optional<Accepted> replay(String id, String fingerprint) {
    Optional<Schedule> found = schedules.find(id);
    if (found.filter(schedule -> !schedule.fingerprint().equals(fingerprint)).isPresent()) {
      throw mismatch();
    }
    return found.map(schedule -> new Accepted(schedule, true));
  }

  private static DomainException mismatch() {
    return new DomainException(
        ProblemType.IDEMPOTENCY_MISMATCH,
        "This clientMessageId was sent before, with another content or time");
  }

  private void checkTime(Instant time, Instant after, Instant atMost) {
    new Violations()
        .check(time.isAfter(after), "/sendAt", "The time to send at has passed")
        .check(
            !time.isAfter(atMost),
            "/sendAt",
            "This is too far ahead: it may be "
                + atMost.truncatedTo(ChronoUnit.SECONDS)
                + " at most")
        .throwIfAny();
  }

  private Accepted add(Schedule schedule) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      if (schedules.add(schedule, freeSlot(schedule))) {
        return new Accepted(schedule, false);
      }
      Optional<Accepted> same = replay(schedule.id(), schedule.fingerprint());
      if (same.isPresent()) {
        return same.get();
      }
    }
    throw DomainException.unavailable(
        "Too many messages of yours are scheduled at once", Duration.ofSeconds(1), null);
  }

  /** One of the free ones at random, so that two who look at once seldom take the same. */
  private int freeSlot(Schedule schedule) {
    Set<Integer> taken = schedules.takenSlots(schedule.sender());
    List<Integer> free =
        IntStream.range(0, settings.maxScheduled())
            .filter(slot -> !taken.contains(slot))
            .boxed()
            .toList();
    if (free.isEmpty()) {
      throw DomainException.tooMany(
          "At most " + settings.maxScheduled() + " messages of one author wait for their time",
          Duration.ofMinutes(1));
    }
    return free.get(ThreadLocalRandom.current().nextInt(free.size()));
  }
}
