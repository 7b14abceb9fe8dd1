package com.paidhr.messenger.identity.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.paidhr.messenger.identity.domain.NameTakenException;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.text.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Creates users the first time that an external issuer speaks of them. A user's id is derived from
 * issuer and subject, so it is the same on every node and for ever, whatever the name becomes.
 */
@ApplicationScoped
class ExternalUsers {
  private static final int ID_LENGTH = 32;
  private static final int SUFFIX_LENGTH = 8;
  private static final int MAX_BASE = 32 - 1 - SUFFIX_LENGTH;

  private final Users users;
  private final Clock clock;

  @Inject
  ExternalUsers(Users users, Clock clock) {
    this.users = users;
    this.clock = clock;
  }

  /** The user that the claims speak of, created or given another role if need be. */
  User provision(String issuer, JWTClaimsSet claims, boolean admin) {
    UserId id = idOf(issuer, claims.getSubject());
    Set<String> roles = admin ? Set.of(User.ROLE_USER, User.ROLE_ADMIN) : Set.of(User.ROLE_USER);
    User user = users.find(id).orElseGet(() -> create(id, claims, roles));
    if (!user.isActive()) {
      throw new InvalidTokenException("The user is deactivated");
    }
    if (user.isAdmin() != admin) {
      User changed = user.withRoles(roles);
      users.replace(changed);
      return changed;
    }
    return user;
  }

  private User create(UserId id, JWTClaimsSet claims, Set<String> roles) {
    String suffix = id.value().substring(1, 1 + SUFFIX_LENGTH);
    String wanted = usernameFrom(text(claims, "preferred_username"), suffix);
    String email = emailFrom(claims);
    String displayName = displayNameFrom(claims, wanted);
    User first = new User(id, wanted, email, displayName, roles, null, clock.instant(), 0);
    return add(first)
        .or(() -> add(named(first, base(wanted) + "-" + suffix, email)))
        .or(() -> add(named(first, base(wanted) + "-" + suffix, null)))
        .orElseThrow(() -> new InvalidTokenException("The user cannot be registered"));
  }

  /** Stores the user; empty when the names are somebody else's. */
  private Optional<User> add(User user) {
    try {
      users.add(user);
      return Optional.of(user);
    } catch (NameTakenException e) {
      return users.find(user.id());
    }
  }

  private static User named(User user, String username, @Nullable String email) {
    return new User(
        user.id(), username, email, user.displayName(), user.roles(), null, user.createdAt(), 0);
  }

  private static String base(String username) {
    return username.length() > MAX_BASE ? username.substring(0, MAX_BASE) : username;
  }

  private static String usernameFrom(@Nullable String preferred, String suffix) {
    String folded = preferred == null ? "" : Words.fold(preferred);
    int at = folded.indexOf('@');
    String name = (at > 0 ? folded.substring(0, at) : folded).replaceAll("[^a-z0-9._-]+", "-");
    if (name.length() > 32) {
      name = name.substring(0, 32);
    }
    name = name.replaceAll("^[._-]+|[._-]+$", "");
    return name.length() < 3 || Names.isReserved(name) ? "user-" + suffix : name;
  }

  private static @Nullable String emailFrom(JWTClaimsSet claims) {
    String email = text(claims, "email");
    return email != null && holds(violations -> Names.checkEmail(email, violations)) ? email : null;
  }

  private static String displayNameFrom(JWTClaimsSet claims, String username) {
    String name = text(claims, "name");
    String tidy = name == null ? "" : Names.tidy(name);
    return holds(violations -> Names.checkDisplayName(tidy, violations)) ? tidy : username;
  }

  private static boolean holds(Consumer<Violations> rule) {
    Violations violations = new Violations();
    rule.accept(violations);
    try {
      violations.throwIfAny();
      return true;
    } catch (DomainException e) {
      return false;
    }
  }

  private static @Nullable String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? text : null;
  }

  private static UserId idOf(String issuer, String subject) {
    return new UserId("o" + Digest.hex(issuer + "\n" + subject).substring(0, ID_LENGTH));
  }
}
