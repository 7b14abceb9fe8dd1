package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.domain.LegalHold;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A legal hold as administrators and auditors see it. */
@Schema(name = "LegalHold")
public record LegalHoldView(
    @Schema(description = "conversation:ID or user:ID") String scope,
    String reason,
    @Schema(description = "Who placed it first") UserId placedBy,
    Instant placedAt) {

  static LegalHoldView of(LegalHold hold) {
    return new LegalHoldView(hold.scope().value(), hold.reason(), hold.by(), hold.since());
  }
}
