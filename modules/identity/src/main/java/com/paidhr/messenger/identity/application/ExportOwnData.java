package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.ArchivePieces;
import com.paidhr.messenger.identity.domain.PersonalExport;
import com.paidhr.messenger.identity.domain.PersonalExport.State;
import com.paidhr.messenger.identity.domain.PersonalExports;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.budget.Holding;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;

/** Lets users have everything that is kept of them: asked for, written by a node, then fetched. */
@ApplicationScoped
public class ExportOwnData {
  private final PersonalExports exports;
  private final ArchivePieces pieces;
  private final ExportsLoop loop;
  private final RateLimits rates;
  private final AuditLog audit;
  private final IdGenerator ids;
  private final Clock clock;

  @Inject
  ExportOwnData(
      PersonalExports exports,
      ArchivePieces pieces,
      ExportsLoop loop,
      RateLimits rates,
      AuditLog audit,
      IdGenerator ids,
      Clock clock) {
    this.exports = exports;
    this.pieces = pieces;
    this.loop = loop;
    this.rates = rates;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Asks for one. When it is ready, it takes the place of the one before.
   *
   * @throws DomainException with status 409 while another one is unfinished, 429 for too many
   */
  public PersonalExport ask(UserId user) {
    if (exports.of(user).stream().anyMatch(export -> export.expiresAt() == null)) {
      throw unfinished();
    }
    rates.take(RateLimit.PERSONAL_EXPORT, 1);
    PersonalExport export = PersonalExport.asked(ids.next(), user, clock.instant());
    if (!exports.add(export)) {
      throw unfinished();
    }
    note(export, "user.export.requested");
    loop.wake();
    return export;
  }

  private static DomainException unfinished() {
    return DomainException.conflict("Another export of yours is unfinished");
  }

  /** The user's, the newest first. */
  public List<PersonalExport> of(UserId user) {
    return exports.of(user).stream().filter(export -> !export.isExpired(clock.instant())).toList();
  }

  /**
   * One of the user's.
   *
   * @throws DomainException with status 404
   */
  public PersonalExport find(UserId user, String id) {
    return exports
        .find(user, id)
        .filter(export -> !export.isExpired(clock.instant()))
        .orElseThrow(() -> DomainException.notFound("export", id));
  }

  /**
   * One whose archive can be fetched.
   *
   * @throws DomainException with status 404, or 409 for one that is not ready
   */
  public PersonalExport findReady(UserId user, String id) {
    PersonalExport export = find(user, id);
    if (export.state() != State.READY) {
      throw DomainException.conflict("The export is " + export.state() + ", not READY");
    }
    return export;
  }

  /**
   * Part of the archive of one that {@link #findReady} gave out. The request is charged for the
   * piece that lies in memory. Where it begins with the first byte, the audit log has it.
   */
  public InputStream open(PersonalExport export, long from, long length) {
    if (from == 0) {
      note(export, "user.export.downloaded");
    }
    Holding.current().take(Math.min(export.size(), ArchivePieces.SIZE));
    return pieces.open(export, from, length);
  }

  /**
   * Removes one, also while it is written.
   *
   * @throws DomainException with status 404
   */
  public void remove(UserId user, String id) {
    find(user, id);
    if (!exports.remove(user, id)) {
      throw DomainException.notFound("export", id);
    }
  }

  private void note(PersonalExport export, String action) {
    audit.note(
        AuditEntry.of(export.user(), action).to(export.user()).with("exportId", export.id()));
  }
}
