package com.paidhr.messenger.messaging.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /admin/legal-holds/{scope}}. */
@Schema(
    name = "LegalHoldReason",
    requiredProperties = {"reason"})
public record LegalHoldRequest(
    @Schema(minLength = 1, maxLength = 1000, description = "Why the messages are kept")
        @Nullable String reason) {}
