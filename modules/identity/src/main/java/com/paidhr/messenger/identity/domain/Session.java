package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A login and the family of refresh tokens that came from it. Only the newest token is good.
 *
 * @param tokenHash hash of the refresh token that is good now
 * @param proofKey proves that an older token of this family was really ours, Base64
 * @param refreshedAt when the present token replaced the one before
 * @param replacedBeforeAt when the token before that one was replaced, or null
 * @param expiresAt when the session ends unless it is refreshed
 * @param revokedAt when it was ended, or null
 * @param previousHash hash of the token that the present one replaced, or null
 * @param sealedToken the present token's secret, to be opened by the one that it replaced alone
 * @param device what the client said of itself when it signed in, or null
 * @param address the network that it signed in from, or null
 */
public record Session(
    String id,
    UserId user,
    String tokenHash,
    String proofKey,
    Instant createdAt,
    Instant refreshedAt,
    @Nullable Instant replacedBeforeAt,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable String previousHash,
    @Nullable String sealedToken,
    @Nullable String device,
    @Nullable String address) {}
