package com.paidhr.messenger.identity.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.domain.Administrators;
import com.paidhr.messenger.identity.domain.NameTakenException;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import com.paidhr.messenger.shared.text.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Creates users the first time that an external issuer speaks of them. A user's id is derived from
 * issuer and subject, so it is the same on every node and for ever, whatever the name becomes.
 */
@ApplicationScoped
public class ExternalUsers {
  private static final String BY = "by";
  private static final String ISSUER = "issuer";
  private static final int SUFFIX_LENGTH = 8;
  private static final int MAX_BASE = 32 - 1 - SUFFIX_LENGTH;

  private static final int LONGEST_SUBJECT = 255;

  private final Users users;
  private final Administrators administrators;
  private final AuditLog audit;
  private final Set<String> domains;
  private final Clock clock;

  @Inject
  ExternalUsers(
      Users users,
      Administrators administrators,
      AuditLog audit,
      IdentitySettings settings,
      Clock clock) {
    this.users = users;
    this.administrators = administrators;
    this.audit = audit;
    this.domains = settings.registrationDomains();
    this.clock = clock;
  }

  /**
   * The user that the claims speak of, created or given other roles if need be. The issuer's word
   * on roles counts also where it takes away the last administrator: it makes another.
   *
   * @throws InvalidTokenException when the user is deactivated or may not come here
   */
  User provision(String issuer, JWTClaimsSet claims, Set<String> roles) {
    String subject = claims.getSubject();
    TokenRules.require(subject.length() <= LONGEST_SUBJECT, "The subject is too long");
    UserId id = ExternalSubject.idOf(issuer, subject);
    User user = users.find(id).orElseGet(() -> create(id, claims, roles));
    TokenRules.require(user.isActive(), "The user is deactivated");
    User wanted = user.withRoles(roles).withExternalId(subject);
    return wanted.equals(user) ? user : change(user, wanted);
  }

  /** One who meets another's change leaves it: the next look at a token tries again. */
  private User change(User user, User wanted) {
    boolean loses = user.isAdmin() && !wanted.isAdmin();
    if (loses) {
      administrators.take(user.id());
    }
    if (!users.replace(wanted)) {
      if (loses) {
        administrators.add(user.id());
      }
      return user;
    }
    if (wanted.isAdmin()) {
      administrators.add(user.id());
    }
    if (!user.roles().equals(wanted.roles())) {
      audit.note(
          AuditEntry.of(null, "user.roles.changed")
              .to(user.id())
              .with(
                  Map.of(
                      "before",
                      sorted(user.roles()),
                      "after",
                      sorted(wanted.roles()),
                      BY,
                      ISSUER)));
    }
    return wanted.stored();
  }

  private User create(UserId id, JWTClaimsSet claims, Set<String> roles) {
    String email = emailFrom(claims);
    TokenRules.require(
        domains.isEmpty() || (email != null && domains.contains(domainOf(email))),
        "Only users with an email of certain domains may come here");
    return add(
        id,
        new Newcomer(
            claims.getSubject(),
            text(claims, "preferred_username"),
            null,
            email,
            text(claims, "name")),
        roles,
        ISSUER);
  }

  /**
   * What the external issuer, or its directory, says of somebody new.
   *
   * @param subject its own name of them
   * @param preferred what they would like to be called
   * @param externalName what its directory calls them
   * @param email a valid one
   * @param displayName a name to show; the username where it is not valid
   */
  public record Newcomer(
      String subject,
      @Nullable String preferred,
      @Nullable String externalName,
      @Nullable String email,
      @Nullable String displayName) {}

  /**
   * Adds a user, by another name where theirs is taken or reserved, and without the email where
   * that is somebody else's.
   *
   * @param by who asks for it, for the audit log
   */
  public User add(UserId id, Newcomer newcomer, Set<String> roles, String by) {
    String suffix = id.value().substring(1, 1 + SUFFIX_LENGTH);
    String wanted = usernameFrom(newcomer.preferred(), suffix);
    String email = newcomer.email();
    String displayName = displayNameFrom(newcomer.displayName(), wanted);
    User first =
        new User(id, wanted, email, displayName, roles, null, clock.instant(), 0)
            .withExternalId(newcomer.subject())
            .withExternalName(newcomer.externalName());
    return add(first, by)
        .or(() -> add(named(first, base(wanted) + "-" + suffix, email), by))
        .or(() -> add(named(first, base(wanted) + "-" + suffix, null), by))
        .orElseThrow(() -> new InvalidTokenException("The user cannot be registered"));
  }

  /** Stores the user; empty when the names are somebody else's. */
  private Optional<User> add(User user, String by) {
    try {
      users.add(user);
    } catch (NameTakenException e) {
      return users.find(user.id());
    }
    if (user.isAdmin()) {
      administrators.add(user.id());
    }
    audit.note(
        AuditEntry.of(user.id(), "user.created")
            .to(user.id())
            .with(Map.of("roles", sorted(user.roles()), BY, by)));
    return Optional.of(user);
  }

  private static User named(User user, String username, @Nullable String email) {
    return new User(
            user.id(), username, email, user.displayName(), user.roles(), null, user.createdAt(), 0)
        .withExternalId(user.externalId())
        .withExternalName(user.externalName());
  }

  private static String sorted(Set<String> roles) {
    return String.join(" ", new TreeSet<>(roles));
  }

  private static String domainOf(String email) {
    return Names.key(email.substring(email.lastIndexOf('@') + 1));
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
    String email =
        Boolean.FALSE.equals(claims.getClaim("email_verified")) ? null : text(claims, "email");
    return email != null && holds(violations -> Names.checkEmail(email, violations)) ? email : null;
  }

  private static String displayNameFrom(@Nullable String name, String username) {
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
}
