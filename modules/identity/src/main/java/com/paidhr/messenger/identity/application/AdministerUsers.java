package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.Administrators;
import com.paidhr.messenger.identity.domain.ErasedUsers;
import com.paidhr.messenger.identity.domain.PersonalExports;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives users roles, and deactivates them. Both end their sessions, so that no token says what was
 * true before. The last active administrator can be neither deactivated nor demoted.
 */
@ApplicationScoped
public class AdministerUsers {
  private static final int ATTEMPTS = 5;

  private final Users users;
  private final Administrators administrators;
  private final ErasedUsers erased;
  private final EndSessions sessions;
  private final PersonalExports exports;
  private final AuditLog audit;
  private final Clock clock;

  @Inject
  AdministerUsers(
      Users users,
      Administrators administrators,
      ErasedUsers erased,
      EndSessions sessions,
      PersonalExports exports,
      AuditLog audit,
      Clock clock) {
    this.users = users;
    this.administrators = administrators;
    this.erased = erased;
    this.sessions = sessions;
    this.exports = exports;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Changes what is not null.
   *
   * @param actor who asks for it; null for the directory of the external issuer
   * @throws DomainException with status 404 for no such user, 409 for the last administrator and
   *     for giving anything back to one who is erased, 422 for a role that there is not
   */
  public User change(
      @Nullable UserId actor, UserId id, @Nullable Set<String> roles, @Nullable Boolean active) {
    if (roles != null && !User.areRoles(roles)) {
      throw DomainException.invalid("/roles", User.whichRoles());
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      User user = users.find(id).orElseThrow(() -> DomainException.notFound("user", id));
      User wanted = wanted(user, roles, active);
      if (wanted.equals(user)) {
        return user;
      }
      if (!user.isActive() && erased.has(id)) {
        throw DomainException.conflict("The user was erased");
      }
      if (store(user, wanted)) {
        sessions.allSilently(id, null);
        if (!wanted.isActive()) {
          exports.removeAllOf(id);
        }
        note(actor, user, wanted);
        return wanted.stored();
      }
    }
    throw DomainException.conflict("The user is being changed by others");
  }

  private User wanted(User user, @Nullable Set<String> roles, @Nullable Boolean active) {
    User changed = roles == null ? user : user.withRoles(roles);
    if (active == null || active == user.isActive()) {
      return changed;
    }
    return changed.deactivated(active ? null : clock.instant());
  }

  /** The right to administrate is taken before the user is stored, and noted after. */
  private boolean store(User before, User after) {
    boolean loses = administrates(before) && !administrates(after);
    if (loses) {
      switch (administrators.take(before.id())) {
        case LAST -> throw DomainException.conflict("Nobody else administrates");
        case BUSY -> {
          return false;
        }
        case TAKEN -> {}
      }
    }
    boolean stored = users.replace(after);
    if (stored ? administrates(after) : loses) {
      administrators.add(before.id());
    }
    return stored;
  }

  private static boolean administrates(User user) {
    return user.isAdmin() && user.isActive();
  }

  private void note(@Nullable UserId actor, User before, User after) {
    if (!before.roles().equals(after.roles())) {
      audit.note(
          AuditEntry.of(actor, "user.roles.changed")
              .to(before.id())
              .with(Map.of("before", sorted(before.roles()), "after", sorted(after.roles()))));
    }
    if (!Objects.equals(before.deactivatedAt(), after.deactivatedAt())) {
      String action = after.isActive() ? "user.reactivated" : "user.deactivated";
      AuditEntry entry = AuditEntry.of(actor, action).to(before.id());
      audit.note(actor == null ? entry.with("by", "scim") : entry);
    }
  }

  private static String sorted(Set<String> roles) {
    return String.join(" ", new TreeSet<>(roles));
  }
}
