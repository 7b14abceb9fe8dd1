package com.paidhr.messenger.identity.token;

import com.paidhr.messenger.identity.AccessTokens;
import com.paidhr.messenger.identity.config.IdentitySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Accepts the tokens of exactly one issuer: the external one where it is set, else our own. */
@ApplicationScoped
class TokenGate implements AccessTokens {
  private final BuiltInTokens builtIn;
  private final ExternalTokens external;
  private final boolean isExternal;

  @Inject
  TokenGate(BuiltInTokens builtIn, ExternalTokens external, IdentitySettings settings) {
    this.builtIn = builtIn;
    this.external = external;
    this.isExternal = settings.externalIssuer().isPresent();
  }

  @Override
  public JsonWebToken verify(String token) {
    return isExternal ? external.verify(token) : builtIn.verify(token);
  }
}
