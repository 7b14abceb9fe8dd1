package com.paidhr.messenger.identity.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /users/me/deactivate}. */
@Schema(
    name = "Deactivation",
    requiredProperties = {"currentPassword"})
public record DeactivationRequest(
    @Schema(format = "password", maxLength = 256) @Nullable String currentPassword) {

  /** Never shows the password. */
  @Override
  public String toString() {
    return "deactivation";
  }
}
