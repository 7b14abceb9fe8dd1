package com.paidhr.messenger.conversations.rest;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /conversations/{id}/members/{userId}/silence}. */
@Schema(
    name = "Silence",
    requiredProperties = {"until"})
public record SilenceRequest(
    @Schema(description = "At most 366 days ahead") @Nullable Instant until) {}
