package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.webhooks.domain.Sender;
import com.paidhr.messenger.webhooks.domain.Sender.Post;
import com.paidhr.messenger.webhooks.domain.Sent;
import com.paidhr.messenger.webhooks.domain.Signature;
import com.paidhr.messenger.webhooks.domain.Webhook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Signs what is posted, posts it, and counts the outcome. */
@ApplicationScoped
class Posts {
  private final Sender sender;
  private final WebhookMetrics metrics;
  private final Clock clock;

  @Inject
  Posts(Sender sender, WebhookMetrics metrics, Clock clock) {
    this.sender = sender;
    this.metrics = metrics;
    this.clock = clock;
  }

  Sent send(Webhook webhook, String id, String body) {
    Instant now = clock.instant();
    String signature = Signature.of(webhook.keys(), id, now, body);
    Sent sent =
        sender.send(new Post(webhook.target().url(), id, now.getEpochSecond(), signature, body));
    metrics.sent(sent);
    return sent;
  }
}
