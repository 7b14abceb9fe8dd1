package com.paidhr.messenger.identity.token;

import com.paidhr.messenger.identity.AccessTokens;
import com.paidhr.messenger.identity.config.IdentitySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Accepts the tokens of exactly one issuer: the external one where it is set, else our own, among
 * them those that users made for scripts.
 */
@ApplicationScoped
class TokenGate implements AccessTokens {
  private final BuiltInTokens builtIn;
  private final PersonalTokens personal;
  private final ExternalTokens external;
  private final boolean isExternal;

  @Inject
  TokenGate(
      BuiltInTokens builtIn,
      PersonalTokens personal,
      ExternalTokens external,
      IdentitySettings settings) {
    this.builtIn = builtIn;
    this.personal = personal;
    this.external = external;
    this.isExternal = settings.externalIssuer().isPresent();
  }

  @Override
  public JsonWebToken verify(String token) {
    if (isExternal) {
      return external.verify(token);
    }
    return PersonalToken.isMeant(token) ? personal.verify(token) : builtIn.verify(token);
  }
}
