package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.SecondFactor;
import com.paidhr.messenger.identity.domain.SecondFactors;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Ends second factors: by their user, or by an administrator for one who has lost it. */
@ApplicationScoped
public class EndSecondFactor {
  private static final String ENDED = "user.secondFactor.ended";

  private final Users users;
  private final SecondFactors factors;
  private final ConfirmPassword confirmPassword;
  private final TakeCode takeCode;
  private final EndSessions sessions;
  private final AuditLog audit;

  @Inject
  EndSecondFactor(
      Users users,
      SecondFactors factors,
      ConfirmPassword confirmPassword,
      TakeCode takeCode,
      EndSessions sessions,
      AuditLog audit) {
    this.users = users;
    this.factors = factors;
    this.confirmPassword = confirmPassword;
    this.takeCode = takeCode;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * Ends one's own.
   *
   * @throws DomainException with status 422 for a wrong password or code, 429 after too many of
   *     them, 409 where none is in force
   */
  public void end(UserId id, @Nullable String password, @Nullable String code, String address) {
    User user = users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
    confirmPassword.require(user, password, address);
    SecondFactor factor =
        factors
            .find(id)
            .filter(SecondFactor::isInForce)
            .orElseThrow(() -> DomainException.conflict("No second factor is in force"));
    if (code == null) {
      throw DomainException.invalid("/code", "This field is required");
    }
    if (!takeCode.take(factor, code)) {
      audit.note(AuditEntry.of(id, ENDED).to(id).refused("wrong code"));
      throw DomainException.invalid("/code", "This code is wrong, or was used before");
    }
    factors.remove(id);
    audit.note(AuditEntry.of(id, ENDED).to(id));
  }

  /**
   * Ends somebody else's, and all their sessions.
   *
   * @throws DomainException with status 404 where none is in force
   */
  public void reset(UserId actor, UserId id) {
    if (!factors.remove(id)) {
      throw DomainException.notFound("second factor of user", id);
    }
    sessions.allSilently(id, null);
    audit.note(AuditEntry.of(actor, "user.secondFactor.reset").to(id));
  }
}
