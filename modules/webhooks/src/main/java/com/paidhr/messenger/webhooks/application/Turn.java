package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.streams.UserEvent;
import com.paidhr.messenger.streams.UserEvents;
import com.paidhr.messenger.streams.UserEvents.Told;
import com.paidhr.messenger.webhooks.domain.Fate;
import com.paidhr.messenger.webhooks.domain.Letter;
import com.paidhr.messenger.webhooks.domain.Progress;
import com.paidhr.messenger.webhooks.domain.RetryRules;
import com.paidhr.messenger.webhooks.domain.Sent;
import com.paidhr.messenger.webhooks.domain.Tries;
import com.paidhr.messenger.webhooks.domain.Webhook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sends a webhook's events, one after the other. What is sent was read at most a second before, so
 * a right that is lost is noticed within that time, and within one post.
 */
final class Turn {
  private static final int PAGE = 100;
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Tools tools;
  private final Webhook webhook;
  private Progress progress;

  /**
   * What turns need.
   *
   * @param isOver whether the turn is to end between two posts
   * @param isStopping whether this node breaks off its posts
   * @param nanos tells how long ago something was read
   */
  record Tools(
      UserEvents events,
      Poster posts,
      RetryRules rules,
      Consumer<Letter> burial,
      BooleanSupplier isOver,
      BooleanSupplier isStopping,
      LongSupplier nanos,
      Clock clock) {}

  /** Posts an event. */
  @FunctionalInterface
  interface Poster {
    Sent send(Webhook webhook, String id, String body);
  }

  /** How a page ended. */
  enum End {
    /** Nothing is left. */
    ALL_DONE,
    /** There is, or may be, more. */
    MORE,
    /** Something failed, and its time has not come. */
    LATER,
    /** The host has as many posts as it may. */
    BUSY
  }

  Turn(Tools tools, Webhook webhook) {
    this.tools = tools;
    this.webhook = webhook;
    this.progress = webhook.progress();
  }

  Progress progress() {
    return progress;
  }

  /** Sends some events, and moves the progress along. */
  End page() {
    long read = tools.nanos().getAsLong();
    Told told = tools.events().behind(webhook.user(), progress.cursor(), PAGE);
    for (UserEvent event : rest(told.events())) {
      if (tools.isOver().getAsBoolean() || tools.nanos().getAsLong() - read > FRESH.toNanos()) {
        return End.MORE;
      }
      End end = tell(event);
      if (end != End.ALL_DONE) {
        return end;
      }
    }
    progress = progress.at(told.next());
    if (told.hasMore()) {
      return End.MORE;
    }
    progress = progress.rested();
    return End.ALL_DONE;
  }

  /** Leaves out what was told of an entry that is not done. */
  private List<UserEvent> rest(List<UserEvent> events) {
    for (int i = 0; i < events.size() && progress.told() != null; i++) {
      if (idOf(events.get(i)).equals(progress.told())) {
        return events.subList(i + 1, events.size());
      }
    }
    return events;
  }

  private String idOf(UserEvent event) {
    return EventIds.of(webhook, progress.cursor(), event);
  }

  private End tell(UserEvent event) {
    String id = idOf(event);
    if (!webhook.target().wants(event)) {
      progress = progress.past(id, event.next());
      return End.ALL_DONE;
    }
    Sent sent = tools.posts().send(webhook, id, event.json());
    if (sent.result() == Sent.Result.BUSY) {
      return End.BUSY;
    }
    if (sent.isDelivered()) {
      progress = progress.past(id, event.next()).delivered(tools.clock().instant());
      return End.ALL_DONE;
    }
    return tools.isStopping().getAsBoolean() ? End.MORE : fail(event, id, sent);
  }

  private End fail(UserEvent event, String id, Sent sent) {
    Instant now = tools.clock().instant();
    Fate fate = tools.rules().after(progress.tries(), id, sent, now, ThreadLocalRandom.current());
    switch (fate) {
      case Fate.Retry retry -> progress = progress.failed(retry.tries());
      case Fate.Pause pause -> progress = progress.failed(pause.tries()).paused(pause.why());
      case Fate.GiveUp given -> {
        tools.burial().accept(letter(event, id, given.tries(), now));
        progress = progress.failed(given.tries()).past(id, event.next());
      }
    }
    return fate instanceof Fate.GiveUp && progress.isDue(now) ? End.ALL_DONE : End.LATER;
  }

  private Letter letter(UserEvent event, String id, Tries tries, Instant now) {
    String error = tries.error();
    return new Letter(
        id,
        webhook.id(),
        event.type(),
        event.entry() == null ? progress.cursor() : progress.cursor().at(event.entry().id()),
        event.entry(),
        now,
        tries.count(),
        error == null ? "" : error,
        false);
  }
}
