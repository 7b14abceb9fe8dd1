package com.paidhr.messenger.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.ExternalIssuer;
import com.paidhr.messenger.shared.DomainException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.Key;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Whether the external issuer signed a token: by public keys of its set, in named ways only. */
@ApplicationScoped
class IssuerSignatures {
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
  private final JWSVerificationKeySelector<SecurityContext> keys;
  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

  @Inject
  IssuerSignatures(IdentitySettings settings) {
    this.issuer = settings.externalIssuer().orElseThrow();
    this.keys = new JWSVerificationKeySelector<>(ALGORITHMS, new IssuerKeys(issuer));
  }

  /** Whose signatures these are. */
  ExternalIssuer issuer() {
    return issuer;
  }

  /**
   * The claims of a token whose signature is right; they themselves are not looked at.
   *
   * @throws InvalidTokenException when it is not
   * @throws DomainException with status 503 while the keys cannot be read
   */
  JWTClaimsSet claimsOf(SignedJWT token) {
    TokenRules.require(
        ALGORITHMS.contains(token.getHeader().getAlgorithm()), "The algorithm is not allowed");
    try {
      TokenRules.require(isSigned(token), "The signature is wrong or its key is not known");
      return token.getJWTClaimsSet();
    } catch (KeySourceException e) {
      throw DomainException.unavailable("The issuer's keys cannot be read", RETRY, e);
    } catch (JOSEException | ParseException e) {
      throw new InvalidTokenException("The token cannot be read");
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
}
