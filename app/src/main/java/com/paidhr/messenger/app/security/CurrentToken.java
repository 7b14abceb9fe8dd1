package com.paidhr.messenger.app.security;

import io.helidon.security.SecurityContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Gives resources the caller's token as {@link JsonWebToken}. The platform's own producer knows
 * only tokens of the platform's own provider.
 */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
class CurrentToken {
  private final SecurityContext security;

  @Inject
  CurrentToken(SecurityContext security) {
    this.security = security;
  }

  @Produces
  @Alternative
  @RequestScoped
  JsonWebToken token() {
    return security
        .userPrincipal()
        .filter(JsonWebToken.class::isInstance)
        .map(JsonWebToken.class::cast)
        .orElse(NOBODY);
  }

  private static final JsonWebToken NOBODY =
      new JsonWebToken() {
        @Override
        public @Nullable String getName() {
          return null;
        }

        @Override
        public Set<String> getClaimNames() {
          return Set.of();
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> @Nullable T getClaim(String name) {
          return null;
        }
      };
}
