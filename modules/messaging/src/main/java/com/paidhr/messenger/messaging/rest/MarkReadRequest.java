package com.paidhr.messenger.messaging.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The optional body of {@code POST /messages/{id}/read}. */
@Schema(name = "MarkRead")
record MarkReadRequest(
    @Schema(
            description =
                "Whether everything visible up to the message was read, too; false by default")
        @Nullable Boolean upTo) {}
