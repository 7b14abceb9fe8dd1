package com.paidhr.messenger.streams;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * {@code presence}: whether a user is there, on any device.
 *
 * @param lastSeenAt when the user was last there; null where that is not known or not told
 */
@Schema(name = "Presence", description = "Whether a user is there")
public record PresenceNote(
    UserId userId,
    @Schema(
            type = SchemaType.STRING,
            enumeration = {"online", "away", "offline"})
        String state,
    @Nullable Instant lastSeenAt) {}
