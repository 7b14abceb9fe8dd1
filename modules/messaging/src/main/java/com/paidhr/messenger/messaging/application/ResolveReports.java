package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.Report;
import com.paidhr.messenger.messaging.domain.Report.Outcome;
import com.paidhr.messenger.messaging.domain.Report.Resolution;
import com.paidhr.messenger.messaging.domain.Report.State;
import com.paidhr.messenger.messaging.domain.Reports;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The moderators' queue of reports. */
@ApplicationScoped
public class ResolveReports {
  /** How long a report is kept once it is resolved. */
  private static final Duration KEPT = Duration.ofDays(90);

  private final Reports reports;
  private final ChangeMessage changeMessage;
  private final HoldMessages holds;
  private final AuditLog audit;
  private final Clock clock;

  @Inject
  ResolveReports(
      Reports reports,
      ChangeMessage changeMessage,
      HoldMessages holds,
      AuditLog audit,
      Clock clock) {
    this.reports = reports;
    this.changeMessage = changeMessage;
    this.holds = holds;
    this.audit = audit;
    this.clock = clock;
  }

  /** A page of the queue, see {@link Reports#page}. */
  public List<Report> page(@Nullable State state, @Nullable String after, int limit) {
    return reports.page(state, after, limit);
  }

  /**
   * Resolves the report and all others of the same message that are open. The decision is stored
   * first, then the message is deleted where it says so; the same moderator's same decision again
   * completes that.
   *
   * @throws DomainException with status 404 for no such report, 409 when another decision was taken
   *     or a message that is under a legal hold was to be deleted, 422 for no outcome or a note
   *     that is not valid
   */
  public Report resolve(
      UserId moderator, String id, @Nullable Outcome outcome, @Nullable String note) {
    if (outcome == null) {
      throw DomainException.invalid("/outcome", "One of DISMISSED, UPHELD, MESSAGE_DELETED");
    }
    String words = ReportWords.of(note, "/note", false);
    Report report = reports.find(id).orElseThrow(() -> DomainException.notFound("report", id));
    if (outcome == Outcome.MESSAGE_DELETED) {
      holds.requireNone(report.message().conversation(), report.author());
    }
    Resolution taken = report.resolution();
    Report resolved =
        taken == null
            ? decided(report, moderator, outcome, words.isEmpty() ? null : words)
            : again(report, taken, moderator, outcome);
    if (outcome == Outcome.MESSAGE_DELETED) {
      changeMessage.deleteReported(moderator, report.message());
    }
    return resolved;
  }

  private Report decided(Report report, UserId moderator, Outcome outcome, @Nullable String note) {
    Instant now = clock.instant();
    Resolution resolution = new Resolution(outcome, moderator, now, note);
    if (!reports.resolve(report.message(), resolution)) {
      throw resolvedBefore();
    }
    reports.removeResolvedBefore(now.minus(KEPT));
    audit.note(
        AuditEntry.of(moderator, "report.resolved")
            .in(report.message().conversation())
            .to(report.author())
            .with(Map.of("messageId", report.message().value(), "outcome", outcome.name())));
    return reports.find(report.id()).orElseThrow(ResolveReports::resolvedBefore);
  }

  private static Report again(Report report, Resolution taken, UserId moderator, Outcome outcome) {
    if (taken.outcome() != outcome || !taken.by().equals(moderator)) {
      throw resolvedBefore();
    }
    return report;
  }

  private static DomainException resolvedBefore() {
    return DomainException.conflict("The report was resolved before");
  }
}
