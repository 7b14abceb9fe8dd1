package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.delivery.InboxReader;
import com.paidhr.messenger.delivery.InboxReader.Answer;
import com.paidhr.messenger.identity.UserDirectory;
import com.paidhr.messenger.identity.UserSummary;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.streams.UserEvents;
import com.paidhr.messenger.webhooks.application.Turn.End;
import com.paidhr.messenger.webhooks.domain.Letter;
import com.paidhr.messenger.webhooks.domain.Letters;
import com.paidhr.messenger.webhooks.domain.Progress;
import com.paidhr.messenger.webhooks.domain.RetryRules;
import com.paidhr.messenger.webhooks.domain.SendSettings;
import com.paidhr.messenger.webhooks.domain.Webhook;
import com.paidhr.messenger.webhooks.domain.WebhookSettings;
import com.paidhr.messenger.webhooks.domain.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Sends what a webhook has yet to be told, on whichever node takes it. The progress is kept after
 * each page, so whoever dies is followed by one who may send some events once more, under the same
 * ids, and none is left out.
 */
@ApplicationScoped
class SendEvents {
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final Duration MARGIN = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofMillis(200);

  private final Webhooks webhooks;
  private final Letters letters;
  private final UserEvents events;
  private final InboxReader inboxes;
  private final UserDirectory users;
  private final Posts posts;
  private final Replays replays;
  private final RetryRules rules;
  private final WebhookSettings settings;
  private final WebhookMetrics metrics;
  private final AuditLog audit;
  private final IdGenerator ids;
  private final Clock clock;
  private final Duration lease;

  @Inject
  SendEvents(
      Webhooks webhooks,
      Letters letters,
      UserEvents events,
      InboxReader inboxes,
      UserDirectory users,
      Posts posts,
      Replays replays,
      RetryRules rules,
      WebhookSettings settings,
      SendSettings sending,
      WebhookMetrics metrics,
      AuditLog audit,
      IdGenerator ids,
      Clock clock) {
    this.webhooks = webhooks;
    this.letters = letters;
    this.events = events;
    this.inboxes = inboxes;
    this.users = users;
    this.posts = posts;
    this.replays = replays;
    this.rules = rules;
    this.settings = settings;
    this.metrics = metrics;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.lease = LONGEST.plus(sending.timeout()).plus(MARGIN);
  }

  /** When to come again; nothing needs to be done before, unless something happens. */
  sealed interface Again {
    Again NEVER = new Never();

    record Never() implements Again {}

    record In(Duration delay) implements Again {}
  }

  /**
   * Sends for a while.
   *
   * @param stopping whether this node is about to stop
   */
  Again run(String id, BooleanSupplier stopping) {
    Webhook known = webhooks.find(id).orElse(null);
    if (known == null || !known.isSending() || !hasWork(known)) {
      return Again.NEVER;
    }
    Instant now = clock.instant();
    String holder = ids.next();
    Webhook mine = webhooks.take(id, holder, now, now.plus(lease)).orElse(null);
    if (mine == null) {
      return Again.NEVER;
    }
    try {
      return work(mine, holder, now.plus(LONGEST), stopping);
    } finally {
      webhooks.release(id, holder);
    }
  }

  private boolean hasWork(Webhook webhook) {
    return webhook.replayAsk() != null
        || (webhook.progress().isDue(clock.instant()) && hasNews(webhook));
  }

  private boolean hasNews(Webhook webhook) {
    Progress progress = webhook.progress();
    Answer answer = inboxes.read(Map.of(webhook.user(), progress.cursor()), 1).get(webhook.user());
    return switch (answer) {
      case Answer.Entries entries -> !entries.next().equals(progress.cursor());
      case Answer.Gap _ -> true;
      case null, default ->
          throw DomainException.unavailable("The inbox does not answer", SOON, null);
    };
  }

  private Again work(Webhook webhook, String holder, Instant until, BooleanSupplier stopping) {
    BooleanSupplier isOver = () -> stopping.getAsBoolean() || clock.instant().isAfter(until);
    Turn.Tools tools =
        new Turn.Tools(
            events, posts::send, rules, this::bury, isOver, stopping, System::nanoTime, clock);
    Turn turn = new Turn(tools, webhook);
    boolean mayGoOn = true;
    while (mayGoOn && !isOver.getAsBoolean()) {
      if (users.find(webhook.user()).filter(UserSummary::active).isEmpty()) {
        return Again.NEVER;
      }
      End replayed = replays.some(webhook, isOver, stopping);
      End end = turn.progress().isDue(clock.instant()) ? turn.page() : End.LATER;
      if (!webhooks.save(webhook.id(), holder, turn.progress())) {
        return new Again.In(SOON);
      }
      note(webhook, turn.progress());
      mayGoOn = end == End.MORE || replayed == End.MORE;
      if (!mayGoOn) {
        return after(turn.progress(), end == End.BUSY || replayed == End.BUSY);
      }
    }
    return new Again.In(Duration.ZERO);
  }

  private Again after(Progress progress, boolean isBusy) {
    Instant next = progress.tries().nextAt();
    if (isBusy) {
      return new Again.In(SOON);
    }
    return next == null || progress.pause() != null
        ? Again.NEVER
        : new Again.In(Duration.between(clock.instant(), next));
  }

  private void bury(Letter letter) {
    letters.put(letter, settings.letters());
    metrics.gaveUp();
  }

  private void note(Webhook webhook, Progress progress) {
    Progress.Pause why = progress.pause();
    if (why != null) {
      metrics.paused();
      audit.note(
          AuditEntry.of(null, "webhook.paused")
              .to(webhook.user())
              .with(Map.of("webhookId", webhook.id(), "reason", why.name())));
    }
  }
}
