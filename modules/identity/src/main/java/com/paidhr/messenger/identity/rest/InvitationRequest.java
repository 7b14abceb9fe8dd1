package com.paidhr.messenger.identity.rest;

import com.paidhr.messenger.identity.application.InviteUsers.Wish;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /admin/invitations}. */
@Schema(name = "NewInvitation")
public record InvitationRequest(
    @Schema(
            nullable = true,
            example = "moderator",
            description = "user, moderator or auditor; user if left out")
        @Nullable String role,
    @Schema(nullable = true, description = "At most 366 days ahead; in a week if left out")
        @Nullable Instant expiresAt,
    @Schema(
            nullable = true,
            minimum = "1",
            maximum = "10000",
            description = "How many may come by it; 1 if left out")
        @Nullable Integer maxUses,
    @Schema(nullable = true, maxLength = 200, description = "For administrators only")
        @Nullable String note) {

  Wish toWish() {
    return new Wish(role, expiresAt, maxUses, note);
  }
}
