package com.paidhr.messenger.messaging.personal;

import com.paidhr.messenger.messaging.domain.Report;
import com.paidhr.messenger.messaging.domain.Reports;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;

/** The messages that the user reported; not what they said, nor what moderators noted. */
@ApplicationScoped
class OwnReports implements PersonalData {
  private final Reports reports;

  record Line(MessageId messageId, String reason, Instant createdAt, Report.State state) {}

  @Inject
  OwnReports(Reports reports) {
    this.reports = reports;
  }

  @Override
  public String part() {
    return "reports";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    reports.forEachOf(
        user,
        report ->
            records.add(
                new Line(report.message(), report.reason(), report.createdAt(), report.state())));
  }
}
