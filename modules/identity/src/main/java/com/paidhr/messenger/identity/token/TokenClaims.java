package com.paidhr.messenger.identity.token;

/** Names of claims that MicroProfile JWT has no constant for. */
final class TokenClaims {
  /** The session (family of refresh tokens) that an access token belongs to. */
  static final String SESSION = "sid";

  private TokenClaims() {}
}
