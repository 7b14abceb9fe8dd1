package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.domain.Report.Outcome;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /admin/reports/{id}/resolve}. */
@Schema(
    name = "ReportResolution",
    requiredProperties = {"outcome"})
public record ResolutionRequest(
    @Schema(
            description =
                "DISMISSED: the message is not against the rules. UPHELD: it is, and what follows"
                    + " is done elsewhere. MESSAGE_DELETED: it is, and this deletes it")
        @Nullable Outcome outcome,
    @Schema(nullable = true, maxLength = 1000) @Nullable String note) {}
