package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.identity.TokenScope;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A login and the family of refresh tokens that came from it, of which only the newest is good; or
 * a personal access token, which is the one token of its session and is never refreshed.
 *
 * @param tokenHash hash of the refresh token that is good now, or of the personal access token
 * @param proofKey proves that an older token of this family was really ours, Base64
 * @param refreshedAt when the present token replaced the one before
 * @param replacedBeforeAt when the token before that one was replaced, or null
 * @param expiresAt when the session ends unless it is refreshed
 * @param revokedAt when it was ended, or null
 * @param previousHash hash of the token that the present one replaced, or null
 * @param sealedToken the present token's secret, to be opened by the one that it replaced alone
 * @param device what the client said of itself when it signed in, or null; the name that the user
 *     gave a personal access token
 * @param address the network that it signed in from, or null
 * @param scopes what a personal access token may do; null for a login
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
    @Nullable String address,
    @Nullable Set<TokenScope> scopes) {

  /**
   * The session of a user at an external issuer, which has no refresh token here.
   *
   * @param client the application that the user signed in to there, or null
   */
  public static Session external(
      String id, UserId user, Instant now, Instant expiresAt, @Nullable String client) {
    return new Session(
        id, user, "", "", now, now, null, expiresAt, null, null, null, client, null, null);
  }

  /** Whether the session can be continued by a refresh token. */
  public boolean isRefreshable() {
    return scopes == null && !tokenHash.isEmpty();
  }

  /** The session of a personal access token. */
  public static Session personal(
      String id,
      UserId user,
      String tokenHash,
      Instant now,
      Instant expiresAt,
      String name,
      @Nullable String address,
      Set<TokenScope> scopes) {
    return new Session(
        id, user, tokenHash, "", now, now, null, expiresAt, null, null, null, name, address,
        scopes);
  }
}
