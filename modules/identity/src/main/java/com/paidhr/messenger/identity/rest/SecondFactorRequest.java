package com.paidhr.messenger.identity.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /users/me/second-factor}. */
@Schema(
    name = "NewSecondFactor",
    requiredProperties = {"currentPassword"})
public record SecondFactorRequest(
    @Schema(format = "password", maxLength = 256) @Nullable String currentPassword) {

  /** Never shows the password. */
  @Override
  public String toString() {
    return "new second factor";
  }
}
