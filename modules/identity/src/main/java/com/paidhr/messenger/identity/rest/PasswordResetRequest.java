package com.paidhr.messenger.identity.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /password-resets}. */
@Schema(
    name = "PasswordResetUse",
    requiredProperties = {"token", "password"})
public record PasswordResetRequest(
    @Nullable String token,
    @Schema(format = "password", minLength = 8, maxLength = 256) @Nullable String password) {

  /** Never shows a secret. */
  @Override
  public String toString() {
    return "password reset";
  }
}
