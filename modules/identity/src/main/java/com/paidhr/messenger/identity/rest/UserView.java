package com.paidhr.messenger.identity.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.paidhr.messenger.identity.AddedBy;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A user as clients see them.
 *
 * @param email only shown to the user and to administrators
 * @param readReceipts whether others learn what the user has read; shown as roles are
 * @param presence whether others learn whether the user is there; shown as roles are
 * @param addedBy who may put the user into conversations; shown as roles are
 * @param roles only shown to the user and to administrators
 */
@Schema(name = "User")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserView(
    UserId id,
    String username,
    String displayName,
    @Schema(nullable = true, description = "Shown to the user and to administrators")
        @Nullable String email,
    @Schema(nullable = true, description = "Shown to the user and to administrators")
        @Nullable List<String> roles,
    @Schema(nullable = true, description = "Shown to the user and to administrators")
        @Nullable Boolean readReceipts,
    @Schema(nullable = true, description = "Shown to the user and to administrators")
        @Nullable Boolean presence,
    @Schema(nullable = true, description = "Shown to the user and to administrators")
        @Nullable AddedBy addedBy,
    @Schema(description = "False for one who was deactivated: their messages stay") boolean active,
    Instant createdAt) {

  static UserView complete(User user) {
    return new UserView(
        user.id(),
        user.username(),
        user.displayName(),
        user.email(),
        user.roles().stream().sorted().toList(),
        !user.privacy().hidesReceipts(),
        !user.privacy().hidesPresence(),
        user.privacy().addedBy(),
        user.isActive(),
        user.createdAt());
  }

  static UserView open(User user) {
    return new UserView(
        user.id(),
        user.username(),
        user.displayName(),
        null,
        null,
        null,
        null,
        null,
        user.isActive(),
        user.createdAt());
  }
}
