package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.domain.Body;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.Report;
import com.paidhr.messenger.messaging.domain.Reports;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets those who see a message report it to the moderators. */
@ApplicationScoped
public class ReportMessage {
  /** Enough to judge by; more of a longer body is not copied. */
  private static final int EXCERPT = 2_000;

  private static final int MOST_OPEN = 100;

  private final Conversations conversations;
  private final MessageLog log;
  private final Reports reports;
  private final AuditLog audit;
  private final IdGenerator ids;
  private final Clock clock;

  /**
   * What came of it.
   *
   * @param isNew false when the user has reported the message before; then that report stands
   */
  public record Reported(Report report, boolean isNew) {}

  @Inject
  ReportMessage(
      Conversations conversations,
      MessageLog log,
      Reports reports,
      AuditLog audit,
      IdGenerator ids,
      Clock clock) {
    this.conversations = conversations;
    this.log = log;
    this.reports = reports;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Reports it, once per user and message.
   *
   * @throws DomainException with status 404 when the reporter does not see the message, 409 when it
   *     is their own, deleted or of the service, or a hundred of their reports wait, 422 for no
   *     reason
   */
  public Reported report(UserId reporter, MessageId id, @Nullable String reason) {
    String words = ReportWords.of(reason, "/reason", true);
    Message message =
        Seen.by(conversations.accessOf(reporter, id.conversation()).visibility(), id, log::find);
    Optional<Report> earlier = reports.find(Report.idOf(id, reporter));
    if (earlier.isPresent()) {
      return new Reported(earlier.get(), false);
    }
    requireReportable(message, reporter);
    Report report = reportOf(message, reporter, words);
    if (!reports.add(report)) {
      return new Reported(reports.find(report.id()).orElse(report), false);
    }
    requireRoom(report);
    audit.note(
        AuditEntry.of(reporter, "message.reported")
            .in(id.conversation())
            .to(message.sender())
            .with("messageId", id.value())
            .named("reported." + report.id(), report.createdAt()));
    return new Reported(report, true);
  }

  private static void requireReportable(Message message, UserId reporter) {
    if (message.kind() == MessageKind.SYSTEM || message.sender().equals(reporter)) {
      throw DomainException.conflict("Only messages of other users can be reported");
    }
    if (message.isDeleted()) {
      throw DomainException.conflict("The message was deleted");
    }
  }

  private Report reportOf(Message message, UserId reporter, String reason) {
    return new Report(
        Report.idOf(message.id(), reporter),
        ids.next(),
        message.id(),
        reporter,
        message.sender(),
        reason,
        beginning(message.body()),
        message.attachments().size(),
        clock.instant(),
        null);
  }

  private static @Nullable String beginning(@Nullable String body) {
    if (body == null) {
      return null;
    }
    int end = Body.endWithin(body, EXCERPT);
    return end < body.length() ? body.substring(0, end) + "…" : body;
  }

  /** Counted behind the insert, so of those that are made at once none is one too many. */
  private void requireRoom(Report report) {
    if (reports.countOpen(report.reporter()) > MOST_OPEN) {
      reports.removeOpen(report.id());
      throw DomainException.conflict("Of your reports " + MOST_OPEN + " wait for moderators");
    }
  }
}
