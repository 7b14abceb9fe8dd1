package com.paidhr.messenger.identity.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /users/me/second-factor/removal}. */
@Schema(
    name = "SecondFactorRemoval",
    requiredProperties = {"currentPassword", "code"})
public record SecondFactorEndRequest(
    @Schema(format = "password", maxLength = 256) @Nullable String currentPassword,
    @Schema(maxLength = 64, description = "Of the authenticator, or a recovery code")
        @Nullable String code) {

  /** Never shows the password. */
  @Override
  public String toString() {
    return "removal of a second factor";
  }
}
