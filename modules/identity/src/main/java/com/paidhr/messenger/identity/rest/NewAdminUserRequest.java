package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.RegisterUser.NewUser;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /admin/users}. */
@Schema(
    name = "NewUser",
    requiredProperties = {"username", "email"})
public record NewAdminUserRequest(
    @Schema(minLength = 3, maxLength = 32, pattern = "[A-Za-z0-9._-]{3,32}", example = "ann")
        @Nullable String username,
    @Schema(format = "email", maxLength = 254, example = "ann@example.org") @Nullable String email,
    @Schema(minLength = 1, maxLength = 64, description = "The username if left out")
        @Nullable String displayName,
    @Schema(
            format = "password",
            minLength = 8,
            maxLength = 256,
            description = "Without one the user sets it by a token for a password")
        @Nullable String password,
    @Schema(description = "user, moderator, auditor, admin; user if left out", nullable = true)
        @Nullable Set<String> roles) {

  NewUser toNewUser() {
    return new NewUser(username, email, displayName, password, roles == null ? Set.of() : roles);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "new user " + username;
  }
}
