package com.paidhr.messenger.webhooks.rest;

import com.paidhr.messenger.webhooks.domain.Webhook;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A webhook with its new secret. */
@Schema(name = "WebhookWithSecret")
public record WebhookSecretView(
    @Schema(
            description = "Signs what is posted; it cannot be seen again",
            example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        String secret,
    WebhookView webhook) {

  static WebhookSecretView of(Webhook webhook) {
    return new WebhookSecretView(webhook.keys().secret(), WebhookView.of(webhook));
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "secret of webhook " + webhook.id();
  }
}
