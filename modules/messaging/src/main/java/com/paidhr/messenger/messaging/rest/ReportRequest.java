package com.paidhr.messenger.messaging.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /messages/{id}/report}. */
@Schema(
    name = "NewReport",
    requiredProperties = {"reason"})
public record ReportRequest(
    @Schema(minLength = 1, maxLength = 1000, description = "What is wrong with the message")
        @Nullable String reason) {}
