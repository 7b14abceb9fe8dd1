package com.paidhr.messenger.delivery.replay;

import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.record.Ledger;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Lets a dead letter go. It is noted before. */
@ApplicationScoped
public class DiscardDeadLetter {
  private final DeadLetters letters;
  private final AuditLog audit;
  private final Ledger ledger;

  @Inject
  DiscardDeadLetter(DeadLetters letters, AuditLog audit, Ledger ledger) {
    this.letters = letters;
    this.audit = audit;
    this.ledger = ledger;
  }

  /**
   * Removes a dead letter for good; the message stays FAILED. A replay that is going on ends.
   *
   * @throws DomainException with status 404 when there is none
   */
  public void discard(UserId actor, String id, String reason) {
    DeadLetter letter =
        letters.find(id).orElseThrow(() -> DomainException.notFound("dead letter", id));
    audit.note(Replays.noted(actor, "deadLetter.discarded", letter).with("reason", reason));
    ledger.discarded(letter);
  }
}
