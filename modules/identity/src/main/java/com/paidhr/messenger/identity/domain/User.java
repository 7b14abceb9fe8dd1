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
 * @param passwordHash null where an external issuer knows the password
 * @param version grows with each change; a change applies to the version that it saw
 * @param hidesReceipts whether nobody is told what the user has read, and the user of nobody
 * @param hidesPresence whether nobody is told whether the user is there
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
    boolean hidesReceipts,
    boolean hidesPresence) {
  public static final String ROLE_USER = "user";
  public static final String ROLE_ADMIN = "admin";

  /** Every user has the role {@code user}. */
  public User {
    Set<String> all = new TreeSet<>(roles);
    all.add(ROLE_USER);
    roles = Set.copyOf(all);
  }

  /** A user who hides nothing but receipts, if that. */
  public User(
      UserId id,
      String username,
      @Nullable String email,
      String displayName,
      Set<String> roles,
      @Nullable String passwordHash,
      Instant createdAt,
      long version,
      boolean hidesReceipts) {
    this(
        id,
        username,
        email,
        displayName,
        roles,
        passwordHash,
        createdAt,
        version,
        hidesReceipts,
        false);
  }

  public boolean isAdmin() {
    return roles.contains(ROLE_ADMIN);
  }

  /** What everybody may know. */
  public UserSummary summary() {
    return new UserSummary(id, username, displayName);
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
        hidesReceipts,
        hidesPresence);
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
        hidesReceipts,
        hidesPresence);
  }

  /** The same user who hides other things. */
  public User hiding(boolean receipts, boolean presence) {
    return new User(
        id,
        username,
        email,
        displayName,
        roles,
        passwordHash,
        createdAt,
        version,
        receipts,
        presence);
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
        hidesReceipts,
        hidesPresence);
  }
}
