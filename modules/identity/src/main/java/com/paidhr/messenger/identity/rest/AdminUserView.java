package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A user as administrators see them. */
@Schema(name = "AdminUser")
public record AdminUserView(
    UserId id,
    String username,
    String displayName,
    @Nullable String email,
    List<String> roles,
    boolean active,
    @Schema(nullable = true, description = "Since when the user is deactivated")
        @Nullable Instant deactivatedAt,
    @Schema(nullable = true, description = "When the user last signed in with the password")
        @Nullable Instant signedInAt,
    @Schema(description = "Whether a sign-in needs a code of a second factor") boolean secondFactor,
    Instant createdAt) {

  static AdminUserView of(User user, boolean secondFactor) {
    return new AdminUserView(
        user.id(),
        user.username(),
        user.displayName(),
        user.email(),
        user.roles().stream().sorted().toList(),
        user.isActive(),
        user.deactivatedAt(),
        user.signedInAt(),
        secondFactor,
        user.createdAt());
  }
}
