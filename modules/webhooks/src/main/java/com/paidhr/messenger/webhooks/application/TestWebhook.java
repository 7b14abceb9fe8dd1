package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.webhooks.domain.Sent;
import com.paidhr.messenger.webhooks.domain.Webhook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Posts an event that says nothing, so that owners see whether their receivers work. */
@ApplicationScoped
public class TestWebhook {
  private static final int AT_ONCE = 8;
  private static final Duration SOON = Duration.ofSeconds(2);

  private final ManageWebhooks own;
  private final Posts posts;
  private final IdGenerator ids;
  private final Semaphore places = new Semaphore(AT_ONCE);

  @Inject
  TestWebhook(ManageWebhooks own, Posts posts, IdGenerator ids) {
    this.own = own;
    this.posts = posts;
    this.ids = ids;
  }

  /**
   * Posts it and tells what became of it. It moves nothing, and a pause does not matter.
   *
   * @throws DomainException with status 429 when too many are under way
   */
  public Sent send(UserId user, String id) {
    Webhook webhook = own.single(user, id);
    if (!places.tryAcquire()) {
      throw busy();
    }
    try {
      String body = "{\"type\":\"webhook.test\",\"webhookId\":\"" + webhook.id() + "\"}";
      Sent sent = posts.send(webhook, EventIds.of("test " + ids.next()), body);
      if (sent.result() == Sent.Result.BUSY) {
        throw busy();
      }
      return sent;
    } finally {
      places.release();
    }
  }

  private static DomainException busy() {
    return DomainException.tooMany("Too many tests at once", SOON);
  }
}
