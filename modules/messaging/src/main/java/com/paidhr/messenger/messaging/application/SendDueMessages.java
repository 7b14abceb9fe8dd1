package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Schedule;
import com.paidhr.messenger.messaging.domain.Schedule.Refusal;
import com.paidhr.messenger.messaging.domain.Schedules;
import com.paidhr.messenger.messaging.domain.Schedules.Line;
import com.paidhr.messenger.shared.DomainException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends scheduled messages whose time has come. First the schedule is claimed, which ends the
 * author's chance to cancel; then it is sent as any message is, under the schedule's key; then the
 * outcome is recorded. Whoever stops in between leaves a claim that another takes over after a
 * while. Since the key makes the send happen once, it does no harm if both go on.
 *
 * <p>What one author has scheduled into one conversation is sent one after the other, in the order
 * of its times. Where one of them is being sent by another node, or is to be tried again, the later
 * ones wait for it.
 */
@ApplicationScoped
public class SendDueMessages {
  private static final Logger LOG = LoggerFactory.getLogger(SendDueMessages.class);

  /** Few, since their bodies lie in memory together, beside what requests hold. */
  private static final int BATCH = 16;

  private static final int AT_ONCE = 16;
  private static final int MOST_IN_FLIGHT = 10_000;
  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY = 429;

  private final SendMessage sendMessage;
  private final Schedules schedules;
  private final MessagingSettings settings;
  private final Clock clock;
  private volatile @Nullable Instant lookedUpTo;

  @Inject
  SendDueMessages(
      SendMessage sendMessage, Schedules schedules, MessagingSettings settings, Clock clock) {
    this.sendMessage = sendMessage;
    this.schedules = schedules;
    this.settings = settings;
    this.clock = clock;
  }

  /** Sends what is due and takes over what others left; returns how many this node completed. */
  public int run() {
    Instant now = clock.instant();
    int completed = complete(lines(schedules.stuck(now.minus(settings.resumeAfter()), BATCH)));
    List<Schedule> due;
    int done;
    do {
      due = schedules.due(lookedUpTo, now, BATCH);
      done = complete(free(lines(due)));
      completed += done;
    } while (due.size() == BATCH && done > 0);
    if (done == due.size()) {
      lookedUpTo = now;
    }
    return completed;
  }

  private static Map<Line, List<Schedule>> lines(List<Schedule> batch) {
    return batch.stream()
        .collect(Collectors.groupingBy(Line::of, LinkedHashMap::new, Collectors.toList()));
  }

  /** Leaves out the lines of which one is being sent; asked after the batch was read. */
  private Map<Line, List<Schedule>> free(Map<Line, List<Schedule>> lines) {
    if (!lines.isEmpty()) {
      lines.keySet().removeAll(schedules.sending(MOST_IN_FLIGHT));
    }
    return lines;
  }

  private int complete(Map<Line, List<Schedule>> lines) {
    if (lines.isEmpty()) {
      return 0;
    }
    AtomicInteger completed = new AtomicInteger();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      lines.values().forEach(line -> threads.execute(() -> completeInOrder(line, completed)));
    }
    return completed.get();
  }

  private void completeInOrder(List<Schedule> line, AtomicInteger completed) {
    for (Schedule schedule : line) {
      if (!completeQuietly(schedule)) {
        return;
      }
      completed.incrementAndGet();
    }
  }

  private boolean completeQuietly(Schedule schedule) {
    try {
      return schedules.claim(schedule, clock.instant()) && complete(schedule);
    } catch (RuntimeException e) {
      LOG.warn("Scheduled message {} is tried again later", schedule.id(), e);
      return false;
    }
  }

  private boolean complete(Schedule schedule) {
    NewMessage request = NewMessage.of(schedule);
    try {
      Placed placed = sendMessage.send(request, schedule.key(), schedule.fingerprint());
      schedules.sent(schedule.id(), placed.message().id());
      return true;
    } catch (DomainException refusal) {
      return settle(schedule, request, refusal);
    }
  }

  /** A refusal is final, unless the message was stored before its cause, or it is of the moment. */
  private boolean settle(Schedule schedule, NewMessage request, DomainException refusal) {
    int status = refusal.type().status();
    if (status >= SERVER_ERROR || status == TOO_MANY) {
      LOG.warn("Scheduled message {} is tried again later: {}", schedule.id(), refusal.type());
      return false;
    }
    sendMessage
        .completeEarlier(request, schedule.key(), schedule.fingerprint())
        .ifPresentOrElse(
            placed -> schedules.sent(schedule.id(), placed.message().id()),
            () -> drop(schedule, refusal));
    return true;
  }

  private void drop(Schedule schedule, DomainException refusal) {
    String detail = refusal.getMessage();
    schedules.dropped(
        schedule.id(),
        new Refusal("/problems/" + refusal.type().slug(), detail == null ? "" : detail));
    LOG.info("Scheduled message {} was refused: {}", schedule.id(), refusal.type());
  }
}
