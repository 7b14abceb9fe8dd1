package com.paidhr.messenger.webhooks.rest;

import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.webhooks.domain.Letter;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event that did not get through. */
@Schema(name = "WebhookDeadLetter", description = "An event that a webhook's receiver did not take")
public record WebhookLetterView(
    @Schema(description = "The event's webhook-id") String id,
    @Schema(example = "message.created") String type,
    @Schema(nullable = true) @Nullable ConversationId conversationId,
    @Schema(nullable = true, description = "The message concerned") @Nullable Long seq,
    Instant failedAt,
    @Schema(description = "How often it was posted") int attempts,
    @Schema(example = "answered 500") String error,
    @Schema(description = "Whether it is about to be posted once more") boolean replaying) {

  static WebhookLetterView of(Letter letter) {
    InboxEntry entry = letter.entry();
    return new WebhookLetterView(
        letter.id(),
        letter.type(),
        entry == null ? null : entry.conversation(),
        entry == null || entry.seq() == 0 ? null : entry.seq(),
        letter.failedAt(),
        letter.attempts(),
        letter.error(),
        letter.replaying());
  }
}
