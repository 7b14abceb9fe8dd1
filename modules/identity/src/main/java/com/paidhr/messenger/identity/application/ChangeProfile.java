package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.AddedBy;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.PasswordResets;
import com.paidhr.messenger.identity.domain.Privacy;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.limits.RateLimit;
import com.paidhr.messenger.shared.limits.RateLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes what users say about themselves, and their passwords. */
@ApplicationScoped
public class ChangeProfile {
  private static final int ATTEMPTS = 3;

  private final Users users;
  private final EndSessions sessions;
  private final PasswordResets resets;
  private final PasswordHasher hasher;
  private final ConfirmPassword confirm;
  private final RateLimits rates;
  private final AuditLog audit;

  @Inject
  ChangeProfile(
      Users users,
      EndSessions sessions,
      PasswordResets resets,
      PasswordHasher hasher,
      ConfirmPassword confirm,
      RateLimits rates,
      AuditLog audit) {
    this.users = users;
    this.sessions = sessions;
    this.resets = resets;
    this.hasher = hasher;
    this.confirm = confirm;
    this.rates = rates;
    this.audit = audit;
  }

  /** What is to change; null leaves it as it is. */
  public record Changes(
      @Nullable String displayName,
      @Nullable String email,
      @Nullable String password,
      @Nullable String currentPassword,
      @Nullable Boolean readReceipts,
      @Nullable Boolean presence,
      @Nullable AddedBy addedBy) {

    Privacy privacyFrom(Privacy before) {
      return new Privacy(
          readReceipts == null ? before.hidesReceipts() : !readReceipts,
          presence == null ? before.hidesPresence() : !presence,
          addedBy == null ? before.addedBy() : addedBy);
    }
  }

  /**
   * Applies the changes. A new password ends all other sessions of the user.
   *
   * @param session the session to keep, if any
   * @param condition is given the version that would be changed, and may refuse
   * @param address where the request comes from, for the limit on guesses of the current password
   * @throws DomainException with status 422 that names every wrong field, 409 when the email is
   *     taken or others keep changing the same user, or 429 after too many wrong passwords or
   *     emails
   */
  public User change(
      UserId id,
      Changes changes,
      @Nullable String session,
      String address,
      LongConsumer condition) {
    User user = find(id);
    condition.accept(user.version());
    check(user, changes);
    if (!user.isAdmin() && changesEmail(user, changes)) {
      rates.take(RateLimit.REGISTRATION, 1); // it tells, as a registration, whether one is taken
    }
    String newPassword = changes.password();
    String newHash = null;
    if (newPassword != null || needsPassword(user, changes)) {
      confirm.require(user, changes.currentPassword(), address);
    }
    if (newPassword != null) {
      newHash = hasher.hash(newPassword);
    }
    User changed = store(id, changes, newHash, condition);
    if (newHash != null) {
      sessions.allSilently(id, session);
      resets.removeAllOf(id);
      audit.note(AuditEntry.of(id, "user.password.changed").to(id));
    }
    if (!Objects.equals(user.email(), changed.email())) {
      audit.note(AuditEntry.of(id, "user.email.changed").to(id));
    }
    return changed;
  }

  private User store(UserId id, Changes changes, @Nullable String newHash, LongConsumer condition) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      User user = find(id);
      condition.accept(user.version());
      String displayName = changes.displayName();
      String email = changes.email();
      User changed =
          user.withProfile(
                  displayName == null ? user.displayName() : Names.tidy(displayName),
                  email == null ? user.email() : email)
              .withPrivacy(changes.privacyFrom(user.privacy()));
      if (users.replace(newHash == null ? changed : changed.withPasswordHash(newHash))) {
        return changed.stored();
      }
    }
    throw DomainException.conflict("The user is being changed by others");
  }

  private void check(User user, Changes changes) {
    Violations violations = new Violations();
    String displayName = changes.displayName();
    if (displayName != null) {
      String tidy = Names.tidy(displayName);
      Names.checkDisplayName(tidy, violations);
      violations.check(
          user.isAdmin() || !Names.isOffice(tidy), "/displayName", "This name is reserved");
    }
    String email = changes.email();
    if (email != null) {
      Names.checkEmail(email, violations);
      violations.check(
          !needsPassword(user, changes) || changes.currentPassword() != null,
          "/currentPassword",
          "A new email needs the password");
    }
    String password = changes.password();
    if (password != null) {
      violations.check(
          user.passwordHash() != null, "/password", "The external issuer keeps this password");
      violations.check(
          changes.currentPassword() != null,
          "/currentPassword",
          "A new password needs the current one");
      hasher.check(password, namesOf(user, changes), "/password", violations);
    }
    violations.throwIfAny();
  }

  private static boolean changesEmail(User user, Changes changes) {
    String email = changes.email();
    return email != null && !email.equals(user.email());
  }

  /** Users of an external issuer have no password to ask for. */
  private static boolean needsPassword(User user, Changes changes) {
    return changesEmail(user, changes) && user.passwordHash() != null;
  }

  private static List<String> namesOf(User user, Changes changes) {
    return Stream.of(
            user.username(),
            user.email(),
            user.displayName(),
            changes.email(),
            changes.displayName())
        .filter(Objects::nonNull)
        .toList();
  }

  private User find(UserId id) {
    return users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
  }
}
