package com.paidhr.messenger.identity.mongo;

import com.paidhr.messenger.identity.AddedBy;
import com.paidhr.messenger.identity.domain.Names;
import com.paidhr.messenger.identity.domain.Privacy;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.text.Words;
import jakarta.nosql.Column;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code users}. {@code usernameKey} and {@code emailKey} are the lower-case forms and
 * unique; without an email the key is one that no email can be. {@code hidesReceipts} and {@code
 * hidesPresence} are true or absent, {@code addedBy} is CONTACTS, NOBODY or absent. {@code terms}
 * are what the directory is searched by: the words of username and display name. {@code externalId}
 * is the {@code sub} of the external issuer, {@code externalName} the name in its directory, {@code
 * externalNameKey} that in lower case. {@code endedAt}, which is no part of the user, says that
 * tokens of the external issuer from then or before are void.
 */
@Entity("users")
public record UserDocument(
    @Id String id,
    @Column String username,
    @Column String usernameKey,
    @Column @Nullable String email,
    @Column String emailKey,
    @Column String displayName,
    @Column List<String> terms,
    @Column List<String> roles,
    @Column @Nullable String passwordHash,
    @Column Instant createdAt,
    @Column long version,
    @Column @Nullable Boolean hidesReceipts,
    @Column @Nullable Boolean hidesPresence,
    @Column @Nullable String addedBy,
    @Column @Nullable Instant deactivatedAt,
    @Column @Nullable Instant signedInAt,
    @Column @Nullable String externalId,
    @Column @Nullable String externalName,
    @Column @Nullable String externalNameKey) {

  static UserDocument of(User user) {
    String email = user.email();
    return new UserDocument(
        user.id().value(),
        user.username(),
        Names.key(user.username()),
        email,
        email == null ? "none:" + user.id() : Names.key(email),
        user.displayName(),
        termsOf(user.username(), user.displayName()),
        user.roles().stream().sorted().toList(),
        user.passwordHash(),
        user.createdAt(),
        user.version(),
        user.privacy().hidesReceipts() ? Boolean.TRUE : null,
        user.privacy().hidesPresence() ? Boolean.TRUE : null,
        user.privacy().addedBy() == AddedBy.ANYBODY ? null : user.privacy().addedBy().name(),
        user.deactivatedAt(),
        user.signedInAt(),
        user.externalId(),
        user.externalName(),
        user.externalName() == null ? null : Names.key(user.externalName()));
  }

  User toUser() {
    return new User(
        new UserId(id),
        username,
        email,
        displayName,
        Set.copyOf(roles),
        passwordHash,
        createdAt,
        version,
        new Privacy(
            Boolean.TRUE.equals(hidesReceipts),
            Boolean.TRUE.equals(hidesPresence),
            addedBy == null ? AddedBy.ANYBODY : AddedBy.valueOf(addedBy)),
        deactivatedAt,
        signedInAt,
        externalId,
        externalName);
  }

  static List<String> termsOf(String username, String displayName) {
    return Words.terms(username + "\n" + displayName);
  }
}
