package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.RecoveryCodes;
import com.paidhr.messenger.identity.domain.SecondFactor;
import com.paidhr.messenger.identity.domain.SecondFactors;
import com.paidhr.messenger.identity.domain.Totp;
import com.paidhr.messenger.identity.domain.TypedCode;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.OptionalLong;

/** Takes codes of second factors. Each is good once, whoever else shows it at the same time. */
@ApplicationScoped
public class TakeCode {
  private final SecondFactors factors;
  private final LoginLimits limits;
  private final AuditLog audit;
  private final Clock clock;

  @Inject
  TakeCode(SecondFactors factors, LoginLimits limits, AuditLog audit, Clock clock) {
    this.factors = factors;
    this.limits = limits;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Takes a code of the authenticator or a recovery code.
   *
   * @return false where it is none, or was taken before
   * @throws DomainException with status 429 after too many wrong ones
   */
  boolean take(SecondFactor factor, String typed) {
    limits.countCode(factor.user());
    TypedCode code = TypedCode.of(typed);
    boolean taken = code.isTotp() ? takeTotp(factor, code) : takeRecoveryCode(factor, code);
    if (taken) {
      limits.codeSucceeded(factor.user());
    }
    return taken;
  }

  private boolean takeTotp(SecondFactor factor, TypedCode code) {
    OptionalLong step = Totp.stepOf(factor.secret(), code.text(), clock.instant());
    return step.isPresent() && factors.takeStep(factor, step.getAsLong());
  }

  private boolean takeRecoveryCode(SecondFactor factor, TypedCode code) {
    if (!factors.takeRecoveryCode(factor, RecoveryCodes.hash(code))) {
      return false;
    }
    audit.note(
        AuditEntry.of(factor.user(), "user.secondFactor.recoveryCodeUsed").to(factor.user()));
    return true;
  }
}
