package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.webhooks.domain.Letter;
import com.paidhr.messenger.webhooks.domain.Letters;
import com.paidhr.messenger.webhooks.domain.Webhook;
import com.paidhr.messenger.webhooks.domain.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What users do with the dead letters of their webhooks. */
@ApplicationScoped
public class ReplayLetters {
  private final ManageWebhooks own;
  private final Webhooks webhooks;
  private final Letters letters;
  private final WebhookLoop loop;
  private final IdGenerator ids;

  @Inject
  ReplayLetters(
      ManageWebhooks own, Webhooks webhooks, Letters letters, WebhookLoop loop, IdGenerator ids) {
    this.own = own;
    this.webhooks = webhooks;
    this.letters = letters;
    this.loop = loop;
    this.ids = ids;
  }

  /** The newest first. */
  public Page<Letter> list(UserId user, String webhook, PageRequest page) {
    return Page.ofSurplus(
        letters.list(own.single(user, webhook).id(), page),
        page.limit(),
        last -> PageRequest.encode(letters.positionOf(last)));
  }

  /**
   * Asks for one to be sent again.
   *
   * @throws DomainException with status 404 when there is none, 409 when nothing is sent to this
   *     webhook
   */
  public void replay(UserId user, String webhook, String letter) {
    Webhook sending = sending(user, webhook);
    if (!letters.markReplaying(webhook, letter)) {
      throw DomainException.notFound("dead letter", letter);
    }
    ask(sending);
  }

  /** Asks for all to be sent again, and tells how many they are. */
  public long replayAll(UserId user, String webhook) {
    Webhook sending = sending(user, webhook);
    long marked = letters.markAllReplaying(webhook);
    ask(sending);
    return marked;
  }

  private Webhook sending(UserId user, String id) {
    Webhook webhook = own.single(user, id);
    if (!webhook.isSending()) {
      throw DomainException.conflict("Nothing is sent to this webhook: make it active first");
    }
    return webhook;
  }

  private void ask(Webhook webhook) {
    webhooks.askReplay(webhook.id(), ids.next());
    loop.wake(webhook.user(), webhook.id());
  }
}
