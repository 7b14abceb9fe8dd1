package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.identity.SecondFactorSetup;
import com.paidhr.messenger.identity.TokenScope;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Who a stream is for, and how long they may have it.
 *
 * @param session the session of the token, null where tokens have none
 * @param token the access token, to be looked at again
 * @param expiresAt when the token ends
 * @param mayWrite whether the token's scopes allow commands
 */
public record Visitor(
    UserId user, @Nullable String session, String token, Instant expiresAt, boolean mayWrite) {

  /**
   * The owner of a token that was verified.
   *
   * @throws com.paidhr.messenger.shared.DomainException with status 403 when its scopes do not
   *     allow reading, or its user must set up a second factor first
   */
  public static Visitor of(JsonWebToken verified, String compact) {
    SecondFactorSetup.requireDone(verified);
    TokenScope.READ.require(verified);
    String session = verified.getClaim("sid");
    return new Visitor(
        new UserId(verified.getSubject()),
        session,
        compact,
        Instant.ofEpochSecond(verified.getExpirationTime()),
        TokenScope.WRITE.isIn(verified));
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "visitor " + user;
  }
}
