package com.paidhr.messenger.conversations.rest;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Limits of an invite link.
 *
 * @param expiresAt at most a year from now; a week from now unless given
 * @param maxUses 1 to 10,000; 100 unless given
 */
@Schema(name = "NewInvite")
public record CreateInviteRequest(@Nullable Instant expiresAt, @Nullable Integer maxUses) {}
