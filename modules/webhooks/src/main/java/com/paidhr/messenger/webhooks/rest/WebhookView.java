package com.paidhr.messenger.webhooks.rest;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.webhooks.domain.Progress;
import com.paidhr.messenger.webhooks.domain.Tries;
import com.paidhr.messenger.webhooks.domain.Webhook;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook as its owner sees it, without the secret. */
@Schema(name = "Webhook", description = "An address that events are posted to")
public record WebhookView(
    String id,
    @Schema(format = "uri") String url,
    @Schema(description = "Names of events; empty for all") List<String> types,
    @Schema(description = "Empty for all") List<ConversationId> conversationIds,
    boolean active,
    @Schema(description = "Whether events get through") State state,
    Instant createdAt,
    @Schema(nullable = true, description = "When an event last got through")
        @Nullable Instant deliveredAt,
    @Schema(nullable = true, description = "Since when nothing gets through")
        @Nullable Instant failingSince,
    @Schema(nullable = true, description = "When the next attempt is")
        @Nullable Instant nextAttemptAt,
    @Schema(nullable = true, description = "The last failure, while nothing gets through")
        @Nullable String error) {

  /** Whether events get through. */
  @Schema(
      name = "WebhookState",
      description =
          "SENDING: they do. FAILING: they do not, and are tried again. PAUSED: they did not for"
              + " long, and none is sent until it is made active. GONE: paused, since the receiver"
              + " answered 410. STOPPED: not active")
  public enum State {
    SENDING,
    FAILING,
    PAUSED,
    GONE,
    STOPPED
  }

  static WebhookView of(Webhook webhook) {
    Tries tries = webhook.progress().tries();
    boolean isWaiting = webhook.isSending() && tries.failingSince() != null;
    return new WebhookView(
        webhook.id(),
        webhook.target().url().toString(),
        webhook.target().types().stream().sorted().toList(),
        webhook.target().conversations().stream().sorted().toList(),
        webhook.active(),
        state(webhook),
        webhook.createdAt(),
        webhook.progress().deliveredAt(),
        tries.failingSince(),
        isWaiting ? tries.nextAt() : null,
        tries.error());
  }

  private static State state(Webhook webhook) {
    Progress.Pause pause = webhook.progress().pause();
    if (!webhook.active()) {
      return State.STOPPED;
    }
    if (pause != null) {
      return pause == Progress.Pause.GONE ? State.GONE : State.PAUSED;
    }
    return webhook.progress().tries().failingSince() == null ? State.SENDING : State.FAILING;
  }
}
