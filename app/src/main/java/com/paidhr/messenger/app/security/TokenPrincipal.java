package com.paidhr.messenger.app.security;

import io.helidon.security.Principal;
import java.util.Collection;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** A verified token in the form in which the platform passes callers around. */
final class TokenPrincipal implements Principal, JsonWebToken {
  private final JsonWebToken token;

  TokenPrincipal(JsonWebToken token) {
    this.token = token;
  }

  @Override
  public String id() {
    return token.getSubject();
  }

  @Override
  public String getName() {
    return token.getName();
  }

  @Override
  public Set<String> getClaimNames() {
    return token.getClaimNames();
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T> @Nullable T getClaim(String name) {
    return token.getClaim(name);
  }

  @Override
  public @Nullable Object abacAttributeRaw(String name) {
    return token.getClaim(name);
  }

  @Override
  public Collection<String> abacAttributeNames() {
    return token.getClaimNames();
  }
}
