package com.paidhr.messenger.identity;

import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of a user were revoked: their tokens are worth nothing any more. Fired on one node,
 * after the store has it.
 *
 * @param session the one that ended, or null when all did but one
 * @param kept the one that goes on when all others ended, or null
 */
public record SessionsEnded(
    Instant occurredAt, UserId user, @Nullable String session, @Nullable String kept)
    implements DomainEvent {}
