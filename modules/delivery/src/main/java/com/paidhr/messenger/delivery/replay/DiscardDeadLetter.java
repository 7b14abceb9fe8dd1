package com.paidhr.messenger.delivery.replay;

import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.delivery.domain.DeadLetters;
import com.paidhr.messenger.delivery.domain.DeadLetters.Filter;
import com.paidhr.messenger.delivery.record.Ledger;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Lets dead letters go. Each is noted before. */
@ApplicationScoped
public class DiscardDeadLetter {
  private static final int AT_ONCE = 200;

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
    discard(actor, List.of(letter), reason);
  }

  /**
   * Removes all that fit, as {@link #discard} does, in writes of at most {@value #AT_ONCE}.
   *
   * @return how many
   */
  public long discardAll(UserId actor, Filter filter, String reason) {
    long discarded = 0;
    String position = null;
    List<DeadLetter> page;
    do {
      page = letters.list(filter, new PageRequest(AT_ONCE, position));
      List<DeadLetter> some = page.subList(0, Math.min(page.size(), AT_ONCE));
      discard(actor, some, reason);
      discarded += some.size();
      position = some.isEmpty() ? null : some.getLast().id();
    } while (page.size() > AT_ONCE);
    return discarded;
  }

  private void discard(UserId actor, List<DeadLetter> some, String reason) {
    audit.note(
        some.stream()
            .map(letter ->
                Replays.noted(actor, "deadLetter.discarded", letter).with("reason", reason))
            .toList());
    ledger.discarded(some);
  }
}
