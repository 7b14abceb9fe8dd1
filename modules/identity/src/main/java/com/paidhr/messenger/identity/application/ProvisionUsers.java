package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.ExternalIssuer;
import com.paidhr.messenger.identity.domain.ErasedUsers;
import com.paidhr.messenger.identity.domain.NameTakenException;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.identity.token.ExternalSubject;
import com.paidhr.messenger.identity.token.ExternalUsers;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does what the directory of the external issuer says of its users. It and the issuer's tokens mean
 * the same user by the same subject, whichever of them comes first. Only users of that issuer are
 * seen; roles are the tokens' to say.
 */
@ApplicationScoped
public class ProvisionUsers {
  private static final String SCIM = "scim";
  private static final int LONGEST_NAME = 255;
  private static final int ATTEMPTS = 5;

  private final Users users;
  private final ExternalUsers external;
  private final AdministerUsers administer;
  private final ErasedUsers erased;
  private final AuditLog audit;
  private final IdentitySettings settings;

  @Inject
  ProvisionUsers(
      Users users,
      ExternalUsers external,
      AdministerUsers administer,
      ErasedUsers erased,
      AuditLog audit,
      IdentitySettings settings) {
    this.users = users;
    this.external = external;
    this.administer = administer;
    this.erased = erased;
    this.audit = audit;
    this.settings = settings;
  }

  /**
   * What the directory says of a user.
   *
   * @param externalId the subject of the user's tokens
   * @param userName what the directory calls the user
   * @param displayName null to leave it
   * @param email null to leave it
   * @param active null to leave it
   */
  public record Entry(
      @Nullable String externalId,
      @Nullable String userName,
      @Nullable String displayName,
      @Nullable String email,
      @Nullable Boolean active) {}

  /** The user of this id, if it is one of the issuer's and was not removed. */
  public Optional<User> find(UserId id) {
    return users.find(id).filter(user -> user.externalId() != null);
  }

  /** The user of this subject. */
  public Optional<User> findBySubject(String externalId) {
    return find(idOf(externalId));
  }

  /** Those whom the directory calls so; who came by a token alone is called by the username. */
  public List<User> findByName(String userName) {
    List<User> named =
        users.findByExternalName(userName).stream()
            .filter(user -> user.externalId() != null)
            .toList();
    return named.isEmpty()
        ? users
            .findByUsername(userName)
            .filter(user -> user.externalId() != null && user.externalName() == null)
            .stream()
            .toList()
        : named;
  }

  /** How many there are. */
  public long count() {
    return users.countExternal();
  }

  /** Some of them, in the order of their subjects. */
  public List<User> page(int skip, int limit) {
    return limit == 0 ? List.of() : users.pageOfExternal(skip, limit);
  }

  /**
   * Adds a user, or takes up one whom the directory has removed.
   *
   * @throws DomainException with status 409 when the directory has this user or this name, the
   *     email is somebody else's, or the user was erased here; 422 for what is not valid
   */
  public User add(Entry entry) {
    check(entry, true);
    String subject = String.valueOf(entry.externalId());
    UserId id = idOf(subject);
    Optional<User> known = users.find(id);
    if (known.map(User::externalId).isPresent()) {
      throw new NameTakenException(List.of("externalId"));
    }
    requireFree(entry, id);
    if (known.isPresent()) {
      if (erased.has(id)) {
        throw DomainException.conflict("The user was erased");
      }
      return change(id, entry, subject);
    }
    User added =
        external.add(
            id,
            new ExternalUsers.Newcomer(
                subject, entry.userName(), entry.userName(), entry.email(), entry.displayName()),
            Set.of(User.ROLE_USER),
            SCIM);
    return Boolean.FALSE.equals(entry.active()) ? administer.change(null, id, null, false) : added;
  }

  /**
   * Changes a user.
   *
   * @throws DomainException with status 404 for no such user, 409 for a taken name or email or the
   *     last administrator, 422 for what is not valid
   */
  public User change(UserId id, Entry entry) {
    check(entry, false);
    User user = find(id).orElseThrow(() -> DomainException.notFound("user", id));
    requireFree(entry, id);
    return change(id, entry, String.valueOf(user.externalId()));
  }

  private User change(UserId id, Entry entry, String subject) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      User user = users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
      User wanted = applied(entry, user).withExternalId(subject);
      if (wanted.equals(user) || users.replace(wanted)) {
        if (!Objects.equals(user.email(), wanted.email())) {
          audit.note(AuditEntry.of(null, "user.email.changed").to(id).with("by", SCIM));
        }
        return administer.change(null, id, null, entry.active());
      }
    }
    throw DomainException.conflict("The user is being changed by others");
  }

  private static User applied(Entry entry, User user) {
    String name = entry.displayName() == null ? null : Names.tidy(entry.displayName());
    String email = entry.email() == null ? user.email() : entry.email();
    return user.withProfile(name == null ? user.displayName() : name, email)
        .withExternalName(entry.userName());
  }

  /**
   * Removes a user from the directory's sight, and deactivates them here: what they wrote stays.
   *
   * @throws DomainException with status 404 for no such user, 409 for the last administrator
   */
  public void remove(UserId id) {
    if (find(id).isEmpty()) {
      throw DomainException.notFound("user", id);
    }
    administer.change(null, id, null, false);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<User> user = find(id);
      if (user.isEmpty() || users.replace(user.get().withExternalId(null).withExternalName(null))) {
        return;
      }
    }
    throw DomainException.conflict("The user is being changed by others");
  }

  private static void check(Entry entry, boolean isNew) {
    Violations violations = new Violations();
    if (isNew) {
      violations.check(isName(entry.externalId()), "/externalId", "externalId is required");
    }
    violations.check(isName(entry.userName()), "/userName", "userName is required");
    if (entry.email() != null) {
      Names.checkEmail(entry.email(), violations);
    }
    if (entry.displayName() != null) {
      Names.checkDisplayName(Names.tidy(entry.displayName()), violations);
    }
    violations.throwIfAny();
  }

  private static boolean isName(@Nullable String text) {
    return text != null && !text.isBlank() && text.length() <= LONGEST_NAME;
  }

  private void requireFree(Entry entry, UserId id) {
    String userName = String.valueOf(entry.userName());
    if (findByName(userName).stream().anyMatch(user -> !user.id().equals(id))) {
      throw new NameTakenException(List.of("userName"));
    }
    String email = entry.email();
    if (email != null
        && users.findByEmail(email).filter(user -> !user.id().equals(id)).isPresent()) {
      throw new NameTakenException(List.of("email"));
    }
  }

  private UserId idOf(String externalId) {
    String issuer = settings.externalIssuer().map(ExternalIssuer::issuer).orElseThrow();
    return ExternalSubject.idOf(issuer, externalId);
  }
}
