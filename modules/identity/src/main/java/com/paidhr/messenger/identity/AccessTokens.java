package com.paidhr.messenger.identity;

import org.eclipse.microprofile.jwt.JsonWebToken;

/** Tells who an access token speaks for. The only way into the service, for every protocol. */
public interface AccessTokens {

  /**
   * Verifies the token: signature, issuer, audience, times, types of its claims, and that its
   * session was not revoked (known within a second).
   *
   * @param token the compact form, without {@code Bearer}
   * @return the claims, with {@code sub} a user id of ours and {@code groups} roles of ours
   * @throws com.paidhr.messenger.shared.DomainException with status 401 when the token is not
   *     valid; its message may be shown to the client
   */
  JsonWebToken verify(String token);
}
