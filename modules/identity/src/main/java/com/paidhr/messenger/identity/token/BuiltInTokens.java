package com.paidhr.messenger.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.Tokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies tokens of the built-in issuer. A token that was found valid is remembered by its hash
 * until it ends; its end, its key and its session are looked at each time.
 */
@ApplicationScoped
class BuiltInTokens {
  private static final int REMEMBERED = 10_000;

  private final KeyRing keys;
  private final Tokens settings;
  private final LiveSessions sessions;
  private final Clock clock;
  private final Cache<TokenHash, Known> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private record Known(String kid, VerifiedToken token) {}

  @Inject
  BuiltInTokens(KeyRing keys, IdentitySettings settings, LiveSessions sessions, Clock clock) {
    this.keys = keys;
    this.settings = settings.tokens();
    this.sessions = sessions;
    this.clock = clock;
  }

  JsonWebToken verify(String compact) {
    TokenRules.require(compact.length() <= TokenRules.MAX_LENGTH, "The access token is too long");
    TokenHash hash = TokenHash.of(compact);
    Known known = remembered.getIfPresent(hash);
    if (known == null || keys.find(known.kid()).isEmpty()) {
      known = verifySignature(compact);
      remembered.put(hash, known);
    }
    sessions.require(known.token(), clock.instant());
    return known.token();
  }

  private Known verifySignature(String compact) {
    SignedJWT token = TokenRules.parse(compact);
    JWSHeader header = token.getHeader();
    TokenRules.require(
        JWSAlgorithm.ES256.equals(header.getAlgorithm()), "The algorithm is not allowed");
    String kid = header.getKeyID();
    TokenRules.require(kid != null, "The token names no key");
    SigningKey key =
        keys.find(kid).orElseThrow(() -> new InvalidTokenException("The key is not known"));
    try {
      TokenRules.require(
          token.verify(new ECDSAVerifier(key.pair().toECPublicKey())), "The signature is wrong");
      JWTClaimsSet claims = token.getJWTClaimsSet();
      Instant now = clock.instant();
      Map<String, Object> checked =
          TokenRules.check(claims, settings.issuer(), settings.audience(), now, KeyRing.CLOCK_SKEW);
      TokenRules.requireText(checked, Claims.upn.name());
      TokenRules.requireText(checked, TokenClaims.SESSION);
      checked.put(Claims.groups.name(), TokenRules.texts(checked.get(Claims.groups.name())));
      return new Known(kid, new VerifiedToken(checked, claims.getExpirationTime().toInstant()));
    } catch (JOSEException | ParseException e) {
      throw new InvalidTokenException("The access token cannot be read");
    }
  }
}
