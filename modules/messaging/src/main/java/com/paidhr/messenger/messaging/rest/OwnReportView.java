package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.domain.Report;
import com.paidhr.messenger.shared.MessageId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A report as its reporter sees it. */
@Schema(name = "OwnReport")
public record OwnReportView(String id, MessageId messageId, String reason, Instant createdAt) {

  static OwnReportView of(Report report) {
    return new OwnReportView(report.id(), report.message(), report.reason(), report.createdAt());
  }
}
