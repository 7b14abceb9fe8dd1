package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.streams.UserEvents;
import com.paidhr.messenger.webhooks.domain.Keys;
import com.paidhr.messenger.webhooks.domain.Letters;
import com.paidhr.messenger.webhooks.domain.Progress;
import com.paidhr.messenger.webhooks.domain.Target;
import com.paidhr.messenger.webhooks.domain.Webhook;
import com.paidhr.messenger.webhooks.domain.WebhookSettings;
import com.paidhr.messenger.webhooks.domain.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What users do with their webhooks. */
@ApplicationScoped
public class ManageWebhooks {
  private final Webhooks webhooks;
  private final Letters letters;
  private final UserEvents events;
  private final WishedTargets targets;
  private final WebhookLoop loop;
  private final WebhookSettings settings;
  private final AuditLog audit;
  private final IdGenerator ids;
  private final Clock clock;

  /**
   * What a webhook is to be; null leaves it as it is.
   *
   * @param types names of events; empty for all
   * @param conversations empty for all
   */
  public record Wish(
      @Nullable String url,
      @Nullable Set<String> types,
      @Nullable Set<ConversationId> conversations,
      @Nullable Boolean active) {}

  @Inject
  ManageWebhooks(
      Webhooks webhooks,
      Letters letters,
      UserEvents events,
      WishedTargets targets,
      WebhookLoop loop,
      WebhookSettings settings,
      AuditLog audit,
      IdGenerator ids,
      Clock clock) {
    this.webhooks = webhooks;
    this.letters = letters;
    this.events = events;
    this.targets = targets;
    this.loop = loop;
    this.settings = settings;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Registers a webhook that is told what happens from now on.
   *
   * @throws DomainException with status 422 for what cannot be, 409 for a user who has as many as
   *     may be
   */
  public Webhook create(UserId user, Wish wish) {
    Target target = targets.of(wish, null);
    Webhook webhook =
        new Webhook(
            ids.next(),
            user,
            target,
            Keys.fresh(),
            wish.active() == null || wish.active(),
            clock.instant(),
            null,
            Progress.from(events.head(user)));
    webhooks.add(webhook);
    requireRoom(webhook);
    note(webhook, "webhook.created");
    loop.wake(user, webhook.id());
    return webhook;
  }

  /** Counted behind the insert, so of those who register at once none is one too many. */
  private void requireRoom(Webhook webhook) {
    if (webhooks.of(webhook.user()).size() > settings.perUser()) {
      webhooks.remove(webhook.user(), webhook.id());
      throw DomainException.conflict("A user has at most " + settings.perUser() + " webhooks");
    }
  }

  public List<Webhook> of(UserId user) {
    return webhooks.of(user);
  }

  /**
   * One of the user's own.
   *
   * @throws DomainException with status 404 when there is none
   */
  public Webhook single(UserId user, String id) {
    return webhooks
        .find(id)
        .filter(webhook -> webhook.user().equals(user))
        .orElseThrow(() -> DomainException.notFound("webhook", id));
  }

  /** Changes it. To say that it is active ends a pause, too. */
  public Webhook change(UserId user, String id, Wish wish) {
    Webhook known = single(user, id);
    Target target = targets.of(wish, known.target());
    boolean active = wish.active() == null ? known.active() : wish.active();
    boolean freshStart =
        Boolean.TRUE.equals(wish.active()) || !target.url().equals(known.target().url());
    require(webhooks.change(changed(known, target, known.keys(), active), freshStart), known);
    note(known, "webhook.changed");
    loop.wake(user, id);
    return single(user, id);
  }

  /** Gives it a new secret; the one before signs, too, for a day. */
  public Webhook rotate(UserId user, String id) {
    Webhook known = single(user, id);
    Keys keys = known.keys().rotated(clock.instant());
    require(webhooks.changeKeys(changed(known, known.target(), keys, known.active())), known);
    note(known, "webhook.secret-rotated");
    return single(user, id);
  }

  private static Webhook changed(Webhook known, Target target, Keys keys, boolean active) {
    return new Webhook(
        known.id(),
        known.user(),
        target,
        keys,
        active,
        known.createdAt(),
        known.replayAsk(),
        known.progress());
  }

  private static void require(boolean isFound, Webhook known) {
    if (!isFound) {
      throw DomainException.notFound("webhook", known.id());
    }
  }

  /** Ends it, with its dead letters. */
  public void remove(UserId user, String id) {
    Webhook known = single(user, id);
    if (webhooks.remove(user, id)) {
      note(known, "webhook.deleted");
    }
    letters.removeAllOf(id);
  }

  /** The address is noted without path and query, which may hold secrets. */
  private void note(Webhook webhook, String action) {
    String types = webhook.target().types().stream().sorted().collect(Collectors.joining(" "));
    audit.note(
        AuditEntry.of(webhook.user(), action)
            .to(webhook.user())
            .with(
                Map.of(
                    "webhookId",
                    webhook.id(),
                    "host",
                    webhook.target().url().getHost(),
                    "types",
                    types)));
  }
}
