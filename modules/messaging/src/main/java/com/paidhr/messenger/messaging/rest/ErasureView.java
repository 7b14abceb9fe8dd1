package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.messaging.domain.Erasure;
import com.paidhr.messenger.messaging.domain.Erasure.Policy;
import com.paidhr.messenger.messaging.domain.Erasure.State;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The erasure of a user as administrators see it. */
@Schema(name = "Erasure")
public record ErasureView(
    String id,
    UserId userId,
    Policy policy,
    UserId requestedBy,
    Instant requestedAt,
    State state,
    @Schema(description = "Whether name, email, credentials and settings are gone")
        boolean nameRemoved,
    @Schema(description = "How many messages were removed so far") long messagesRemoved,
    @Schema(nullable = true) @Nullable Instant finishedAt) {

  static ErasureView of(Erasure erasure) {
    return new ErasureView(
        erasure.id(),
        erasure.user(),
        erasure.policy(),
        erasure.by(),
        erasure.requestedAt(),
        erasure.state(),
        erasure.progress().nameless(),
        erasure.progress().messages(),
        erasure.finishedAt());
  }
}
