package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.domain.Report;
import com.paidhr.messenger.messaging.domain.Report.Outcome;
import com.paidhr.messenger.messaging.domain.Report.Resolution;
import com.paidhr.messenger.messaging.domain.Report.State;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A report as moderators see it. */
@Schema(name = "Report")
public record ReportView(
    String id,
    State state,
    MessageId messageId,
    ConversationId conversationId,
    UserId authorId,
    UserId reporterId,
    String reason,
    @Schema(
            nullable = true,
            description =
                "How the body began when it was reported, at most 2,000 characters; null where"
                    + " there were files only or the message was removed by policy")
        @Nullable String excerpt,
    @Schema(description = "How many files the message had") int attachments,
    Instant createdAt,
    @Schema(nullable = true) @Nullable Outcome outcome,
    @Schema(nullable = true) @Nullable String note,
    @Schema(nullable = true) @Nullable UserId resolvedBy,
    @Schema(nullable = true) @Nullable Instant resolvedAt) {

  static ReportView of(Report report) {
    Resolution resolution = report.resolution();
    return new ReportView(
        report.id(),
        report.state(),
        report.message(),
        report.message().conversation(),
        report.author(),
        report.reporter(),
        report.reason(),
        report.excerpt(),
        report.attachments(),
        report.createdAt(),
        resolution == null ? null : resolution.outcome(),
        resolution == null ? null : resolution.note(),
        resolution == null ? null : resolution.by(),
        resolution == null ? null : resolution.at());
  }
}
