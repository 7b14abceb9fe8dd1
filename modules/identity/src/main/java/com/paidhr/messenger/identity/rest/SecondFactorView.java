package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.config.IdentitySettings.SecondFactorPolicy;
import com.paidhr.messenger.identity.domain.SecondFactor;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether the caller has a second factor. */
@Schema(name = "SecondFactor")
public record SecondFactorView(
    @Schema(description = "Whether a sign-in needs a code") boolean enabled,
    @Schema(nullable = true, description = "Since when") @Nullable Instant since,
    @Schema(description = "How many recovery codes are left") int recoveryCodesLeft,
    @Schema(description = "Whether everybody must have one") boolean mandatory) {

  static SecondFactorView of(@Nullable SecondFactor found, SecondFactorPolicy policy) {
    boolean mandatory = policy == SecondFactorPolicy.REQUIRED;
    return found == null || !found.isInForce()
        ? new SecondFactorView(false, null, 0, mandatory)
        : new SecondFactorView(true, found.confirmedAt(), found.recoveryCodes().size(), mandatory);
  }
}
