package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.domain.RecoveryCodes;
import com.paidhr.messenger.identity.domain.SecondFactor;
import com.paidhr.messenger.identity.domain.SecondFactors;
import com.paidhr.messenger.identity.domain.Totp;
import com.paidhr.messenger.identity.domain.TypedCode;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets up a second factor: a secret is proposed, and in force once a code has proved it. */
@ApplicationScoped
public class SetUpSecondFactor {
  private static final String ENABLED = "user.secondFactor.enabled";

  private final Users users;
  private final SecondFactors factors;
  private final ConfirmPassword confirmPassword;
  private final LoginLimits limits;
  private final EndSessions sessions;
  private final AuditLog audit;
  private final String issuer;
  private final Clock clock;

  /**
   * A secret, which nobody can see again.
   *
   * @param uri the same in the form that authenticators read
   */
  public record Proposed(String secret, String uri) {

    /** Never shows the secret. */
    @Override
    public String toString() {
      return "proposed second factor";
    }
  }

  @Inject
  SetUpSecondFactor(
      Users users,
      SecondFactors factors,
      ConfirmPassword confirmPassword,
      LoginLimits limits,
      EndSessions sessions,
      AuditLog audit,
      IdentitySettings settings,
      Clock clock) {
    this.users = users;
    this.factors = factors;
    this.confirmPassword = confirmPassword;
    this.limits = limits;
    this.sessions = sessions;
    this.audit = audit;
    this.issuer = settings.tokens().issuer();
    this.clock = clock;
  }

  /**
   * Proposes a secret, in place of one that was proposed before.
   *
   * @throws DomainException with status 422 or 429 as {@link ConfirmPassword}, 409 where a second
   *     factor is in force
   */
  public Proposed propose(UserId id, @Nullable String password, String address) {
    User user = users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
    confirmPassword.require(user, password, address);
    String secret = Totp.newSecret();
    if (!factors.propose(id, secret)) {
      throw DomainException.conflict("A second factor is in force; end it first");
    }
    audit.note(AuditEntry.of(id, "user.secondFactor.begun").to(id));
    return new Proposed(secret, Totp.uri(issuer, user.username(), secret));
  }

  /**
   * Puts the proposed secret in force and ends all other sessions, which were opened without it.
   *
   * @param session the one to keep, if any
   * @return recovery codes, which nobody can see again
   * @throws DomainException with status 409 where nothing waits for this, 422 for a wrong code, 429
   *     after too many wrong ones
   */
  public List<String> confirm(UserId id, @Nullable String code, @Nullable String session) {
    SecondFactor proposed =
        factors
            .find(id)
            .filter(found -> !found.isInForce())
            .orElseThrow(() -> DomainException.conflict("No second factor waits for a code"));
    if (code == null) {
      throw DomainException.invalid("/code", "This field is required");
    }
    limits.countCode(id);
    Instant now = clock.instant();
    OptionalLong step = Totp.stepOf(proposed.secret(), TypedCode.of(code).text(), now);
    if (step.isEmpty()) {
      audit.note(AuditEntry.of(id, ENABLED).to(id).refused("wrong code"));
      throw DomainException.invalid("/code", "This is not the authenticator's present code");
    }
    List<String> recoveryCodes = RecoveryCodes.fresh();
    if (!factors.confirm(proposed, step.getAsLong(), hashes(recoveryCodes), now)) {
      throw DomainException.conflict("The second factor is being changed by others");
    }
    limits.codeSucceeded(id);
    sessions.allSilently(id, session);
    audit.note(AuditEntry.of(id, ENABLED).to(id));
    return recoveryCodes;
  }

  private static Set<String> hashes(List<String> codes) {
    return codes.stream().map(TypedCode::of).map(RecoveryCodes::hash).collect(Collectors.toSet());
  }
}
