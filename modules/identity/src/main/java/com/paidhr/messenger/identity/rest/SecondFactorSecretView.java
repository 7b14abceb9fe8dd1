package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.SetUpSecondFactor.Proposed;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A secret for an authenticator, shown once. */
@Schema(name = "SecondFactorSecret")
public record SecondFactorSecretView(
    @Schema(description = "In Base32, to be typed", example = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        String secret,
    @Schema(description = "The same as otpauth://…, to be opened or shown as a picture")
        String uri) {

  static SecondFactorSecretView of(Proposed proposed) {
    return new SecondFactorSecretView(proposed.secret(), proposed.uri());
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "secret of a second factor";
  }
}
