package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.Passwords;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.identity.token.LiveSessions;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes what users say about themselves, and their passwords. */
@ApplicationScoped
public class ChangeProfile {
  private static final int ATTEMPTS = 3;

  private final Users users;
  private final Sessions sessions;
  private final LiveSessions live;
  private final PasswordHasher hasher;
  private final LoginLimits limits;
  private final Clock clock;

  @Inject
  ChangeProfile(
      Users users,
      Sessions sessions,
      LiveSessions live,
      PasswordHasher hasher,
      LoginLimits limits,
      Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.live = live;
    this.hasher = hasher;
    this.limits = limits;
    this.clock = clock;
  }

  /** What is to change; null leaves it as it is. */
  public record Changes(
      @Nullable String displayName,
      @Nullable String email,
      @Nullable String password,
      @Nullable String currentPassword,
      @Nullable Boolean readReceipts,
      @Nullable Boolean presence) {}

  /**
   * Applies the changes. A new password ends all other sessions of the user.
   *
   * @param session the session to keep, if any
   * @param address where the request comes from, for the limit on guesses of the current password
   * @throws DomainException with status 422 that names every wrong field, 409 when the email is
   *     taken or others keep changing the same user, or 429 after too many wrong passwords
   */
  public User change(UserId id, Changes changes, @Nullable String session, String address) {
    User user = find(id);
    check(user, changes);
    String newPassword = changes.password();
    String newHash = null;
    if (newPassword != null) {
      requireCurrentPassword(user, changes.currentPassword(), address);
      newHash = hasher.hash(newPassword);
    }
    User changed = store(id, changes, newHash);
    if (newHash != null) {
      sessions.revokeAllOf(id, session, clock.instant());
      live.forgetAllOf(id, session, clock.instant());
    }
    return changed;
  }

  private User store(UserId id, Changes changes, @Nullable String newHash) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      User user = find(id);
      String displayName = changes.displayName();
      String email = changes.email();
      Boolean receipts = changes.readReceipts();
      Boolean presence = changes.presence();
      User changed =
          user.withProfile(
                  displayName == null ? user.displayName() : Names.tidy(displayName),
                  email == null ? user.email() : email)
              .hiding(
                  receipts == null ? user.hidesReceipts() : !receipts,
                  presence == null ? user.hidesPresence() : !presence);
      if (users.replace(newHash == null ? changed : changed.withPasswordHash(newHash))) {
        return changed;
      }
    }
    throw DomainException.conflict("The user is being changed by others");
  }

  private static void check(User user, Changes changes) {
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
    }
    String password = changes.password();
    if (password != null) {
      violations.check(
          user.passwordHash() != null, "/password", "The external issuer keeps this password");
      violations.check(
          changes.currentPassword() != null,
          "/currentPassword",
          "A new password needs the current one");
      Passwords.check(password, namesOf(user, changes), "/password", violations);
    }
    violations.throwIfAny();
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

  private void requireCurrentPassword(User user, @Nullable String current, String address) {
    limits.countAttempt(user.username(), address);
    if (current == null || !hasher.matches(user.username(), current, user.passwordHash())) {
      throw DomainException.invalid("/currentPassword", "This is not the current password");
    }
    limits.succeeded(user.username(), address);
  }

  private User find(UserId id) {
    return users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
  }
}
