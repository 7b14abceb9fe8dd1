package com.paidhr.messenger.identity.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Recovery codes, shown once. */
@Schema(name = "RecoveryCodes")
public record RecoveryCodesView(
    @Schema(description = "Each is good once in place of a code") List<String> recoveryCodes) {

  /** Never shows a code. */
  @Override
  public String toString() {
    return recoveryCodes.size() + " recovery codes";
  }
}
