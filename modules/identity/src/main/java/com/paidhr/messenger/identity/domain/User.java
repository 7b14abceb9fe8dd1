package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.identity.UserSummary;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A user of the organization.
 *
 * @param username unique without regard to case, kept as the user wrote it
 * @param email unique without regard to case; null where an external issuer gave none
 * @param passwordHash null where an external issuer knows the password, or none was set yet
 * @param version grows with each change; a change applies to the version that it saw
 * @param deactivatedAt since when the user cannot sign in or be added, or null
 * @param signedInAt when the user last signed in, or null
 * @param externalId the external issuer's own name of the user, its {@code sub}; null for users of
 *     the built-in one, and for those whom the issuer's directory has removed
 * @param externalName what the issuer's directory calls the user, where it has said so
 */
public record User(
    UserId id,
    String username,
    @Nullable String email,
    String displayName,
    Set<String> roles,
    @Nullable String passwordHash,
    Instant createdAt,
    long version,
    Privacy privacy,
    @Nullable Instant deactivatedAt,
    @Nullable Instant signedInAt,
    @Nullable String externalId,
    @Nullable String externalName) {
  public static final String ROLE_USER = "user";

  /** Deletes messages of others. */
  public static final String ROLE_MODERATOR = "moderator";

  /** Reads the audit log, and nothing else that a user may not. */
  public static final String ROLE_AUDITOR = "auditor";

  public static final String ROLE_ADMIN = "admin";

  /** All roles that there are. */
  public static final Set<String> ROLES =
      Set.of(ROLE_USER, ROLE_MODERATOR, ROLE_AUDITOR, ROLE_ADMIN);

  /** Whether there are all of these roles. */
  public static boolean areRoles(Set<String> wanted) {
    return wanted.stream().allMatch(role -> role != null && ROLES.contains(role));
  }

  /** What clients are told who name others. */
  public static String whichRoles() {
    return "Roles are " + String.join(", ", new TreeSet<>(ROLES));
  }

  /** Every user has the role {@code user}. */
  public User {
    Set<String> all = new TreeSet<>(roles);
    all.add(ROLE_USER);
    roles = Set.copyOf(all);
  }

  /** A new user, who keeps nothing from others. */
  public User(
      UserId id,
      String username,
      @Nullable String email,
      String displayName,
      Set<String> roles,
      @Nullable String passwordHash,
      Instant createdAt,
      long version) {
    this(
        id,
        username,
        email,
        displayName,
        roles,
        passwordHash,
        createdAt,
        version,
        Privacy.OPEN,
        null,
        null,
        null,
        null);
  }

  public boolean isAdmin() {
    return roles.contains(ROLE_ADMIN);
  }

  public boolean isActive() {
    return deactivatedAt == null;
  }

  /** What everybody may know. */
  public UserSummary summary() {
    return new UserSummary(id, username, displayName, isActive());
  }

  /** The same user as a change of this one leaves it in the store. */
  public User stored() {
    return new User(
        id,
        username,
        email,
        displayName,
        roles,
        passwordHash,
        createdAt,
        version + 1,
        privacy,
        deactivatedAt,
        signedInAt,
        externalId,
        externalName);
  }

  public User withPasswordHash(String hash) {
    return new User(
        id,
        username,
        email,
        displayName,
        roles,
        hash,
        createdAt,
        version,
        privacy,
        deactivatedAt,
        signedInAt,
        externalId,
        externalName);
  }

  public User withProfile(String newDisplayName, @Nullable String newEmail) {
    return new User(
        id,
        username,
        newEmail,
        newDisplayName,
        roles,
        passwordHash,
        createdAt,
        version,
        privacy,
        deactivatedAt,
        signedInAt,
        externalId,
        externalName);
  }

  /** The same user who keeps other things from others. */
  public User withPrivacy(Privacy newPrivacy) {
    return new User(
        id,
        username,
        email,
        displayName,
        roles,
        passwordHash,
        createdAt,
        version,
        newPrivacy,
        deactivatedAt,
        signedInAt,
        externalId,
        externalName);
  }

  public User withRoles(Set<String> newRoles) {
    return new User(
        id,
        username,
        email,
        displayName,
        newRoles,
        passwordHash,
        createdAt,
        version,
        privacy,
        deactivatedAt,
        signedInAt,
        externalId,
        externalName);
  }

  /** The same user, deactivated at a time, or active for null. */
  public User deactivated(@Nullable Instant at) {
    return new User(
        id,
        username,
        email,
        displayName,
        roles,
        passwordHash,
        createdAt,
        version,
        privacy,
        at,
        signedInAt,
        externalId,
        externalName);
  }

  /** The same user as the external issuer knows them. */
  public User withExternalId(@Nullable String subject) {
    return new User(
        id,
        username,
        email,
        displayName,
        roles,
        passwordHash,
        createdAt,
        version,
        privacy,
        deactivatedAt,
        signedInAt,
        subject,
        externalName);
  }

  /** The same user as the external issuer's directory calls them. */
  public User withExternalName(@Nullable String name) {
    return new User(
        id,
        username,
        email,
        displayName,
        roles,
        passwordHash,
        createdAt,
        version,
        privacy,
        deactivatedAt,
        signedInAt,
        externalId,
        name);
  }
}
