package com.paidhr.messenger.webhooks.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many dead letters are posted once more. */
@Schema(name = "WebhookReplay")
public record WebhookReplayView(
    @Schema(description = "Dead letters that are posted once more", example = "3")
        long replaying) {}
