package com.paidhr.messenger.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.ExternalIssuer;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.DomainException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.MalformedURLException;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies tokens of an external OpenID Connect provider and speaks of its users by our ids. Its
 * keys are read when needed, kept for five minutes, and asked for again, at most twice in half a
 * minute, when a token names a new one. A token that was found valid is remembered for a minute, so
 * a key that its issuer withdraws is out of use after six.
 */
@ApplicationScoped
class ExternalTokens {
  private static final int REMEMBERED = 10_000;
  private static final Duration MEMORY = Duration.ofMinutes(1);
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MAX_KEY_SET = 256 * 1024;
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final ExternalIssuer issuer;
  private final ExternalUsers users;
  private final Clock clock;
  private final JWSVerificationKeySelector<SecurityContext> keys;
  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
  private final Cache<TokenHash, VerifiedToken> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(MEMORY).build();

  @Inject
  ExternalTokens(IdentitySettings settings, ExternalUsers users, Clock clock) {
    this.issuer = settings.externalIssuer().orElseThrow();
    this.users = users;
    this.clock = clock;
    this.keys = new JWSVerificationKeySelector<>(ALGORITHMS, source(issuer));
  }

  JsonWebToken verify(String compact) {
    TokenRules.require(compact.length() <= TokenRules.MAX_LENGTH, "The access token is too long");
    TokenHash hash = TokenHash.of(compact);
    VerifiedToken known = remembered.getIfPresent(hash);
    if (known == null) {
      known = verifySignature(compact);
      remembered.put(hash, known);
    }
    TokenRules.require(known.expiresAt().isAfter(clock.instant()), "The access token has expired");
    return known;
  }

  private VerifiedToken verifySignature(String compact) {
    SignedJWT token = TokenRules.parse(compact);
    TokenRules.require(
        ALGORITHMS.contains(token.getHeader().getAlgorithm()), "The algorithm is not allowed");
    try {
      TokenRules.require(isSigned(token), "The signature is wrong or its key is not known");
      JWTClaimsSet claims = token.getJWTClaimsSet();
      Instant now = clock.instant();
      Map<String, Object> typed =
          TokenRules.check(claims, issuer.issuer(), issuer.audience(), now, TokenRules.CLOCK_SKEW);
      boolean admin = roles(claims).contains(issuer.adminRole());
      User user = users.provision(issuer.issuer(), claims, admin);
      typed.put(Claims.sub.name(), user.id().value());
      typed.put(Claims.upn.name(), user.username());
      typed.put(Claims.groups.name(), user.roles());
      return new VerifiedToken(typed, claims.getExpirationTime().toInstant());
    } catch (KeySourceException e) {
      throw DomainException.unavailable("The issuer's keys cannot be read", RETRY, e);
    } catch (JOSEException | ParseException e) {
      throw new InvalidTokenException("The access token cannot be read");
    }
  }

  private boolean isSigned(SignedJWT token) throws JOSEException {
    List<Key> candidates = List.copyOf(keys.selectJWSKeys(token.getHeader(), null));
    for (Key key : candidates) {
      if (token.verify(verifiers.createJWSVerifier(token.getHeader(), key))) {
        return true;
      }
    }
    return false;
  }

  private Set<String> roles(JWTClaimsSet claims) {
    Object value = claims.getClaims();
    for (String step : issuer.rolesClaim().split("\\.", -1)) {
      value = value instanceof Map<?, ?> object ? object.get(step) : null;
    }
    return TokenRules.texts(value);
  }

  private static JWKSource<SecurityContext> source(ExternalIssuer issuer) {
    try {
      return JWKSourceBuilder.create(
              issuer.keys().toURL(),
              new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_KEY_SET))
          .retrying(true)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("The settings accept http and https only", e);
    }
  }
}
