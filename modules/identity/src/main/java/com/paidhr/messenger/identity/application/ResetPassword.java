package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.PasswordResets;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.Secrets;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Lets a user set a new password by a token that an administrator made and handed over. The token
 * is good once and for a day; it has 256 random bits, and only its hash is kept.
 */
@ApplicationScoped
public class ResetPassword {
  private static final Duration LIFETIME = Duration.ofDays(1);
  private static final int ATTEMPTS = 3;

  private final Users users;
  private final PasswordResets resets;
  private final PasswordHasher hasher;
  private final EndSessions sessions;
  private final AuditLog audit;
  private final Clock clock;

  /** A token, which nobody can see again. */
  public record Issued(String token, Instant expiresAt) {

    /** Never shows the token. */
    @Override
    public String toString() {
      return "password reset until " + expiresAt;
    }
  }

  @Inject
  ResetPassword(
      Users users,
      PasswordResets resets,
      PasswordHasher hasher,
      EndSessions sessions,
      AuditLog audit,
      Clock clock) {
    this.users = users;
    this.resets = resets;
    this.hasher = hasher;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  /** Makes a token for the user; one made before is void. The old password works until then. */
  public Issued issue(UserId actor, UserId id) {
    User user = users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
    String token = Secrets.random();
    Instant expiresAt = clock.instant().plus(LIFETIME);
    resets.add(Digest.hex(token), user.id(), expiresAt);
    audit.note(AuditEntry.of(actor, "user.password.resetIssued").to(id));
    return new Issued(token, expiresAt);
  }

  /**
   * Sets the password and ends all sessions.
   *
   * @throws DomainException with status 401 for a token that is not good, 422 for a password that
   *     is not; the token is good still
   */
  public void use(String token, String password) {
    String hash = Digest.hex(token);
    UserId id = resets.find(hash, clock.instant()).orElseThrow(ResetPassword::refused);
    User user = users.find(id).filter(User::isActive).orElseThrow(ResetPassword::refused);
    Violations violations = new Violations();
    hasher.check(password, namesOf(user), "/password", violations);
    violations.throwIfAny();
    String passwordHash = hasher.hash(password);
    if (!resets.take(hash)) {
      throw refused();
    }
    store(id, passwordHash);
    sessions.allSilently(id, null);
    audit.note(AuditEntry.of(id, "user.password.reset").to(id));
  }

  private void store(UserId id, String passwordHash) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      User user = users.find(id).orElseThrow(ResetPassword::refused);
      if (users.replace(user.withPasswordHash(passwordHash))) {
        return;
      }
    }
    throw DomainException.conflict("The user is being changed by others");
  }

  private static List<String> namesOf(User user) {
    return Stream.of(user.username(), user.email(), user.displayName())
        .filter(Objects::nonNull)
        .toList();
  }

  private static DomainException refused() {
    return new DomainException(
        ProblemType.INVALID_CREDENTIALS, "The token is not good, or not any more");
  }
}
