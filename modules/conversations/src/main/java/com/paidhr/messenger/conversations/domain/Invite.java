package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A link by which users join a group. Its secret is not kept, only a hash of it.
 *
 * @param secretHash SHA-256 of the secret in hexadecimal
 * @param usesLeft how many users may still join by it
 */
public record Invite(
    String id,
    ConversationId conversation,
    String secretHash,
    UserId creator,
    Instant createdAt,
    Instant expiresAt,
    int maxUses,
    int usesLeft) {

  /** Whether somebody can join by it at this moment. */
  public boolean isValid(Instant now) {
    return usesLeft > 0 && now.isBefore(expiresAt);
  }
}
