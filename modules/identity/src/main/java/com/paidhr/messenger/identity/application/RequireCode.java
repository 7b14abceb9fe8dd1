package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.SecondFactorPolicy;
import com.paidhr.messenger.identity.domain.SecondFactor;
import com.paidhr.messenger.identity.domain.SecondFactors;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks those who have a second factor for a code, once their password is known to be right. */
@ApplicationScoped
public class RequireCode {
  private final SecondFactors factors;
  private final TakeCode takeCode;
  private final LoginLimits limits;
  private final AuditLog audit;
  private final boolean required;

  @Inject
  RequireCode(
      SecondFactors factors,
      TakeCode takeCode,
      LoginLimits limits,
      AuditLog audit,
      IdentitySettings settings) {
    this.factors = factors;
    this.takeCode = takeCode;
    this.limits = limits;
    this.audit = audit;
    this.required = settings.secondFactor() == SecondFactorPolicy.REQUIRED;
  }

  /** Whether a user may come in. */
  enum Passage {
    /** There is no second factor. */
    FREE,
    GOOD_CODE,
    WRONG_CODE
  }

  /**
   * Lets a user in who has no second factor, or shows a good code. Where none was shown the attempt
   * is no guess and does not count, but forgives none either: else the password would buy guesses
   * of the code without end.
   *
   * @throws DomainException with status 401 where a code is needed and none was shown, 429 after
   *     too many wrong ones
   */
  Passage pass(User user, @Nullable String code, String address) {
    Optional<SecondFactor> factor = inForce(user.id());
    if (factor.isEmpty()) {
      return Passage.FREE;
    }
    if (code == null) {
      limits.takeBack(user.username(), address);
      note(user, "code missing");
      throw new DomainException(
          ProblemType.SECOND_FACTOR_REQUIRED, "This user has a second factor: a code is needed");
    }
    boolean good = takeCode.take(factor.get(), code);
    if (!good) {
      note(user, "wrong code");
    }
    return good ? Passage.GOOD_CODE : Passage.WRONG_CODE;
  }

  /** Whether a second factor is in force. */
  boolean isAsked(UserId user) {
    return inForce(user).isPresent();
  }

  private Optional<SecondFactor> inForce(UserId user) {
    return factors.find(user).filter(SecondFactor::isInForce);
  }

  /** Whether the user must set a second factor up before they do anything else. */
  boolean isMissing(UserId user) {
    return required && !isAsked(user);
  }

  private void note(User user, String reason) {
    audit.note(AuditEntry.of(null, "session.started").to(user.id()).refused(reason));
  }
}
