package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.RegisterUser.NewUser;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /users}. */
@Schema(
    name = "RegisterRequest",
    requiredProperties = {"username", "email", "password"})
public record RegisterRequest(
    @Schema(minLength = 3, maxLength = 32, pattern = "[A-Za-z0-9._-]{3,32}", example = "ann")
        @Nullable String username,
    @Schema(format = "email", maxLength = 254, example = "ann@example.org") @Nullable String email,
    @Schema(minLength = 1, maxLength = 64, description = "The username if left out")
        @Nullable String displayName,
    @Schema(format = "password", minLength = 8, maxLength = 256) @Nullable String password,
    @Schema(nullable = true, description = "The token of an invitation, where one is needed")
        @Nullable String invitation) {

  NewUser toNewUser() {
    return new NewUser(username, email, displayName, password, Set.of());
  }

  /** Never shows the password, nor the invitation. */
  @Override
  public String toString() {
    return "registration of " + username;
  }
}
