package com.paidhr.messenger.identity.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /tokens}: username and password, with a code where there is a second
 * factor, or a refresh token.
 */
@Schema(name = "TokenRequest", description = "username and password, or refreshToken")
public record TokenRequest(
    @Nullable String username,
    @Schema(format = "password") @Nullable String password,
    @Schema(
            maxLength = 64,
            description = "Of the second factor: of the authenticator, or a recovery code")
        @Nullable String code,
    @Nullable String refreshToken) {

  /** Never shows a secret. */
  @Override
  public String toString() {
    return refreshToken == null ? "login of " + username : "refresh";
  }
}
