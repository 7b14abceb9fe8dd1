package com.paidhr.messenger.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.paidhr.messenger.identity.config.IdentitySettings.ExternalIssuer;
import com.paidhr.messenger.identity.domain.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies tokens of an external OpenID Connect provider and speaks of its users by our ids. A
 * token that was found valid is remembered for a minute, so a key that its issuer withdraws is out
 * of use after six; its end and its session are looked at each time.
 */
@ApplicationScoped
class ExternalTokens {
  private static final int REMEMBERED = 10_000;
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private final IssuerSignatures signatures;
  private final ExternalUsers users;
  private final ExternalSessions sessions;
  private final LiveSessions live;
  private final Clock clock;
  private final Cache<TokenHash, VerifiedToken> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(MEMORY).build();

  @Inject
  ExternalTokens(
      IssuerSignatures signatures,
      ExternalUsers users,
      ExternalSessions sessions,
      LiveSessions live,
      Clock clock) {
    this.signatures = signatures;
    this.users = users;
    this.sessions = sessions;
    this.live = live;
    this.clock = clock;
  }

  JsonWebToken verify(String compact) {
    TokenRules.require(compact.length() <= TokenRules.MAX_LENGTH, "The access token is too long");
    TokenHash hash = TokenHash.of(compact);
    VerifiedToken known = remembered.getIfPresent(hash);
    if (known == null) {
      known = verified(compact);
      remembered.put(hash, known);
    }
    live.require(known, clock.instant());
    return known;
  }

  /** The roles are those that this token names, whatever another one named. */
  private VerifiedToken verified(String compact) {
    SignedJWT token = TokenRules.parse(compact);
    JWTClaimsSet claims = signatures.claimsOf(token);
    TokenRules.require(!LogoutTokens.isAboutLogout(claims), "This is a logout token");
    ExternalIssuer issuer = signatures.issuer();
    Map<String, Object> typed =
        TokenRules.check(
            claims, issuer.issuer(), issuer.audience(), clock.instant(), TokenRules.CLOCK_SKEW);
    Set<String> roles = roles(claims, issuer);
    User user = users.provision(issuer.issuer(), claims, roles);
    typed.put(TokenClaims.SESSION, sessions.admit(user.id(), claims, compact));
    typed.put(Claims.sub.name(), user.id().value());
    typed.put(Claims.upn.name(), user.username());
    typed.put(Claims.groups.name(), roles);
    return new VerifiedToken(typed, claims.getExpirationTime().toInstant());
  }

  private static Set<String> roles(JWTClaimsSet claims, ExternalIssuer issuer) {
    Object value = claims.getClaims();
    for (String step : issuer.rolesClaim().split("\\.", -1)) {
      value = value instanceof Map<?, ?> object ? object.get(step) : null;
    }
    Set<String> ours = new TreeSet<>(Set.of(User.ROLE_USER));
    for (String theirs : TokenRules.texts(value)) {
      ours.addAll(issuer.roles().getOrDefault(theirs, Set.of()));
    }
    return Set.copyOf(ours);
  }
}
