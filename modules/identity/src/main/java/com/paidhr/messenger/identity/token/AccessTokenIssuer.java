package com.paidhr.messenger.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.paidhr.messenger.identity.SecondFactorSetup;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.Tokens;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.shared.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;

/** Makes access tokens: short JWTs, signed with the key of the day. */
@ApplicationScoped
public class AccessTokenIssuer {
  private final KeyRing keys;
  private final Tokens settings;
  private final IdGenerator ids;
  private final Clock clock;

  @Inject
  AccessTokenIssuer(KeyRing keys, IdentitySettings settings, IdGenerator ids, Clock clock) {
    this.keys = keys;
    this.settings = settings.tokens();
    this.ids = ids;
    this.clock = clock;
  }

  /** A token that speaks for the user while the session lasts. */
  public String issue(User user, String session) {
    return signed(claims(user, user.roles(), session).build());
  }

  /** A token that is good for setting up a second factor, and for nothing that needs a role. */
  public String issueForSetup(User user, String session) {
    return signed(
        claims(user, Set.of(User.ROLE_USER), session).claim(SecondFactorSetup.CLAIM, true).build());
  }

  private JWTClaimsSet.Builder claims(User user, Set<String> roles, String session) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(settings.issuer())
        .audience(settings.audience())
        .subject(user.id().value())
        .claim(Claims.upn.name(), user.username())
        .claim(Claims.groups.name(), roles.stream().sorted().toList())
        .claim(TokenClaims.SESSION, session)
        .jwtID(ids.next())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(settings.accessLifetime())));
  }

  private String signed(JWTClaimsSet claims) {
    SigningKey key = keys.signing();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID(key.kid()).build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(new ECDSASigner(key.pair()));
    } catch (JOSEException e) {
      throw new IllegalStateException("Signing key " + key.kid() + " cannot sign", e);
    }
    return token.serialize();
  }
}
