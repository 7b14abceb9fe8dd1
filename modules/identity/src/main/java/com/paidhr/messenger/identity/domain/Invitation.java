package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By it people make an account of their own, whoever else may. Its secret is not kept, only a hash
 * of it.
 *
 * @param secretHash SHA-256 of the secret in hexadecimal
 * @param creator the administrator who made it; it is good only while they administrate
 * @param role what who comes by it may: one of {@link User#ROLES}, never {@code admin}
 * @param note what administrators know it by, or null
 * @param usesLeft how many may still come by it
 */
public record Invitation(
    String id,
    String secretHash,
    UserId creator,
    Instant createdAt,
    Instant expiresAt,
    String role,
    @Nullable String note,
    int maxUses,
    int usesLeft) {

  /** Whether somebody can come by it at this moment. */
  public boolean isGood(Instant now) {
    return usesLeft > 0 && now.isBefore(expiresAt);
  }
}
