package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.Administrators;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.IdGenerator;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Creates a user with a password. */
@ApplicationScoped
public class RegisterUser {
  private final Users users;
  private final PasswordHasher hasher;
  private final Administrators administrators;
  private final AuditLog audit;
  private final IdGenerator ids;
  private final Clock clock;

  @Inject
  RegisterUser(
      Users users,
      PasswordHasher hasher,
      Administrators administrators,
      AuditLog audit,
      IdGenerator ids,
      Clock clock) {
    this.users = users;
    this.hasher = hasher;
    this.administrators = administrators;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What a new user brings.
   *
   * @param displayName null for the username
   */
  public record NewUser(
      @Nullable String username,
      @Nullable String email,
      @Nullable String displayName,
      @Nullable String password,
      Set<String> roles) {

    /** The same with other roles. */
    NewUser withRoles(Set<String> others) {
      return new NewUser(username, email, displayName, password, others);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
      return "new user " + username;
    }
  }

  /**
   * Stores the user.
   *
   * @throws com.paidhr.messenger.shared.DomainException with status 422 that names every wrong
   *     field, or 409 when username or email are taken
   */
  public User register(NewUser wanted) {
    return register(wanted, null);
  }

  /**
   * The same for somebody else.
   *
   * @param actor who asks for it; null for the new user. What others create may be without a
   *     password, until it is set by a token
   */
  public User register(NewUser wanted, @Nullable UserId actor) {
    User user = prepare(wanted, actor);
    store(user, actor);
    return user;
  }

  /** Checks what a user brings, and hashes the password; stores nothing. */
  User prepare(NewUser wanted, @Nullable UserId actor) {
    Violations violations = new Violations();
    String username = required(wanted.username(), "/username", violations);
    String email = required(wanted.email(), "/email", violations);
    String password = wanted.password();
    violations.check(User.areRoles(wanted.roles()), "/roles", User.whichRoles());
    violations.check(password != null || actor != null, "/password", "This field is required");
    String displayName = wanted.displayName() == null ? username : Names.tidy(wanted.displayName());
    if (wanted.username() != null) {
      Names.checkUsername(username, violations);
      violations.check(
          wanted.roles().contains(User.ROLE_ADMIN) || !Names.isReserved(username),
          "/username",
          "This username is reserved");
    }
    if (wanted.email() != null) {
      Names.checkEmail(email, violations);
    }
    if (wanted.displayName() != null) {
      Names.checkDisplayName(displayName, violations);
      violations.check(
          wanted.roles().contains(User.ROLE_ADMIN) || !Names.isOffice(displayName),
          "/displayName",
          "This name is reserved");
    }
    if (password != null) {
      hasher.check(password, List.of(username, email, displayName), "/password", violations);
    }
    violations.throwIfAny();
    return new User(
        new UserId(ids.next()),
        username,
        email,
        displayName,
        wanted.roles(),
        password == null ? null : hasher.hash(password),
        clock.instant(),
        0);
  }

  /**
   * Stores a user who was prepared.
   *
   * @throws com.paidhr.messenger.identity.domain.NameTakenException when username or email are
   *     taken; then nothing was stored
   */
  void store(User user, @Nullable UserId actor) {
    users.add(user);
    if (user.isAdmin()) {
      administrators.add(user.id());
    }
    audit.note(
        AuditEntry.of(actor == null ? user.id() : actor, "user.created")
            .to(user.id())
            .with("roles", String.join(" ", new TreeSet<>(user.roles()))));
  }

  private static String required(@Nullable String value, String pointer, Violations violations) {
    violations.check(value != null, pointer, "This field is required");
    return value == null ? "" : value;
  }
}
