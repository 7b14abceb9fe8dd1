package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.TokenScope;
import com.paidhr.messenger.identity.application.MakePersonalToken.Wish;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /users/me/access-tokens}. */
@Schema(
    name = "NewPersonalToken",
    requiredProperties = {"name", "scopes", "currentPassword"})
public record PersonalTokenRequest(
    @Schema(minLength = 1, maxLength = 64, example = "Nightly report") @Nullable String name,
    @Schema(
            minItems = 1,
            uniqueItems = true,
            description =
                "READ: what only reads, streams among it. WRITE: what writes. ADMIN: what the"
                    + " user's roles allow, such as /admin",
            example = "[\"READ\"]")
        @Nullable Set<TokenScope> scopes,
    @Schema(nullable = true, description = "At most 366 days ahead; in 90 days if left out")
        @Nullable Instant expiresAt,
    @Schema(format = "password", maxLength = 256) @Nullable String currentPassword) {

  Wish toWish() {
    return new Wish(name, scopes, expiresAt, currentPassword);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "personal access token " + name;
  }
}
