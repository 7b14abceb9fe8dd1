package com.paidhr.messenger.webhooks.rest;

import com.paidhr.messenger.webhooks.domain.Sent;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of a test. */
@Schema(name = "WebhookTest")
public record WebhookTestView(
    @Schema(description = "Whether the receiver answered with a status of 200 to 299")
        boolean delivered,
    @Schema(nullable = true, description = "What the receiver answered", example = "204")
        @Nullable Integer status,
    @Schema(description = "How long it took, in milliseconds", example = "87") long durationMs,
    @Schema(nullable = true, description = "What went wrong") @Nullable String error,
    @Schema(maxLength = 200, description = "The beginning of what the receiver answered")
        String excerpt) {

  static WebhookTestView of(Sent sent) {
    return new WebhookTestView(
        sent.isDelivered(),
        sent.status() == 0 ? null : sent.status(),
        sent.took().toMillis(),
        sent.isDelivered() ? null : sent.inWords(),
        sent.excerpt());
  }
}
