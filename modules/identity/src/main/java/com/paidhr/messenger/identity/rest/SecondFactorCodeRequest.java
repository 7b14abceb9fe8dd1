package com.paidhr.messenger.identity.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /users/me/second-factor/confirmation}. */
@Schema(
    name = "SecondFactorConfirmation",
    requiredProperties = {"code"})
public record SecondFactorCodeRequest(
    @Schema(maxLength = 64, description = "Of the authenticator", example = "287082")
        @Nullable String code) {

  /** Never shows the code. */
  @Override
  public String toString() {
    return "confirmation of a second factor";
  }
}
