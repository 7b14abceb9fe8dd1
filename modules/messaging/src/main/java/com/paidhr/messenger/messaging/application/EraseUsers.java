package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.identity.UserErasure;
import com.paidhr.messenger.messaging.domain.Erasure;
import com.paidhr.messenger.messaging.domain.Erasure.Policy;
import com.paidhr.messenger.messaging.domain.Erasure.Progress;
import com.paidhr.messenger.messaging.domain.Erasure.State;
import com.paidhr.messenger.messaging.domain.Erasures;
import com.paidhr.messenger.messaging.domain.HoldScope;
import com.paidhr.messenger.messaging.domain.LegalHolds;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Takes orders to erase users; {@link AdvanceErasures} carries them out. */
@ApplicationScoped
public class EraseUsers {
  private final Erasures erasures;
  private final UserErasure identity;
  private final LegalHolds holds;
  private final AuditLog audit;
  private final IdGenerator ids;
  private final Clock clock;

  @Inject
  EraseUsers(
      Erasures erasures,
      UserErasure identity,
      LegalHolds holds,
      AuditLog audit,
      IdGenerator ids,
      Clock clock) {
    this.erasures = erasures;
    this.identity = identity;
    this.holds = holds;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Deactivates the user at once and has them erased. Again with the same policy answers with the
   * same erasure.
   *
   * @throws DomainException with status 404 for no such user, 409 for the last administrator, for
   *     one whose messages are under a legal hold or who is erased by the other policy, 422 for no
   *     policy
   */
  public Erasure begin(UserId administrator, UserId user, @Nullable Policy policy) {
    if (policy == null) {
      throw DomainException.invalid("/policy", "One of ANONYMIZE, REMOVE");
    }
    Erasure earlier = erasures.of(user).orElse(null);
    if (earlier == null) {
      HoldScope scope = HoldScope.of(user);
      if (holds.find(scope).isPresent()) {
        throw DomainException.conflict("What the user wrote is under a legal hold");
      }
      identity.deactivate(administrator, user);
      Erasure erasure =
          new Erasure(
              ids.next(),
              user,
              policy,
              administrator,
              clock.instant(),
              Progress.NONE,
              State.RUNNING,
              null);
      if (erasures.add(erasure)) {
        audit.note(
            AuditEntry.of(administrator, "user.erasure.begun")
                .to(user)
                .named("erasure." + erasure.id(), erasure.requestedAt())
                .with("policy", policy.name()));
        return erasure;
      }
      earlier = erasures.of(user).orElse(erasure);
    }
    if (earlier.policy() != policy) {
      throw DomainException.conflict("The user is erased by the policy " + earlier.policy());
    }
    return earlier;
  }

  /**
   * How far an erasure is.
   *
   * @throws DomainException with status 404 for no such erasure
   */
  public Erasure find(String id) {
    return erasures.find(id).orElseThrow(() -> DomainException.notFound("erasure", id));
  }
}
