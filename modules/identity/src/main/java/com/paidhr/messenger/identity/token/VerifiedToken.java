package com.paidhr.messenger.identity.token;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The claims of a token that was found valid, in the types that MicroProfile JWT gives them. */
final class VerifiedToken implements JsonWebToken {
  private final Map<String, Object> claims;
  private final Instant expiresAt;

  VerifiedToken(Map<String, Object> claims, Instant expiresAt) {
    this.claims = Map.copyOf(claims);
    this.expiresAt = expiresAt;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  Optional<String> session() {
    return Optional.ofNullable(getClaim(TokenClaims.SESSION));
  }

  @Override
  public @Nullable String getName() {
    return getClaim(Claims.upn.name());
  }

  @Override
  public Set<String> getClaimNames() {
    return claims.keySet();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <T> @Nullable T getClaim(String name) {
    return (T) claims.get(name);
  }
}
