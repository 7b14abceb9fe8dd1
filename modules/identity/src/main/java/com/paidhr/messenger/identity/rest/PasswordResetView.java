package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.ResetPassword;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A token for a new password. */
@Schema(name = "PasswordReset")
public record PasswordResetView(
    @Schema(description = "Good once; it cannot be seen again") String token, Instant expiresAt) {

  static PasswordResetView of(ResetPassword.Issued issued) {
    return new PasswordResetView(issued.token(), issued.expiresAt());
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "password reset until " + expiresAt;
  }
}
