package com.paidhr.messenger.messaging.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code PATCH /messages/{id}}. */
@Schema(name = "EditMessage")
record EditMessageRequest(
    @Schema(
            required = true,
            description = "The new body, by the rules of sending",
            maxLength = 40_000)
        @Nullable String body) {}
