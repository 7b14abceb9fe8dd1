package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.domain.Invitation;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An invitation as administrators see it. */
@Schema(name = "Invitation")
public record InvitationView(
    String id,
    @Schema(description = "What who comes by it may") String role,
    @Schema(nullable = true) @Nullable String note,
    @Schema(description = "The administrator who made it; it is good while they administrate")
        UserId createdBy,
    Instant createdAt,
    Instant expiresAt,
    int maxUses,
    @Schema(description = "How many have come by it") int uses) {

  static InvitationView of(Invitation invitation) {
    return new InvitationView(
        invitation.id(),
        invitation.role(),
        invitation.note(),
        invitation.creator(),
        invitation.createdAt(),
        invitation.expiresAt(),
        invitation.maxUses(),
        invitation.maxUses() - invitation.usesLeft());
  }
}
