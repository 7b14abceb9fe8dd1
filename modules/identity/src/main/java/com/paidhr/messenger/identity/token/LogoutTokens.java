package com.paidhr.messenger.identity.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.paidhr.messenger.identity.config.IdentitySettings.ExternalIssuer;
import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies logout tokens (OpenID Connect Back-Channel Logout 1.0): signed by the issuer's keys, for
 * this client, issued within the last ten minutes, about a logout, naming whom or which session,
 * and without a {@code nonce}, which would make them ID tokens.
 */
@ApplicationScoped
public class LogoutTokens {
  /** For how long a token is good after it was issued. */
  public static final Duration LONGEST_AGE = Duration.ofMinutes(10);

  private static final String EVENTS = "events";
  private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
  private static final Set<String> TYPES = Set.of("logout+jwt", "application/logout+jwt", "jwt");
  private static final int LONGEST_NAME = 255;

  private final IssuerSignatures signatures;
  private final Clock clock;

  @Inject
  LogoutTokens(IssuerSignatures signatures, Clock clock) {
    this.signatures = signatures;
    this.clock = clock;
  }

  /**
   * What a token asks for.
   *
   * @param name names the token itself, for ever
   * @param session our id of the session that has ended, null where it names none
   * @param user whose sessions have ended, null where it names nobody
   */
  public record SignOut(String name, @Nullable String session, @Nullable UserId user) {}

  /**
   * Reads a token that the issuer posted.
   *
   * @throws com.paidhr.messenger.shared.DomainException with status 401 when it is not good, 503
   *     while the issuer's keys cannot be read
   */
  public SignOut verify(String compact) {
    SignedJWT token = TokenRules.parse(compact, TYPES);
    JWTClaimsSet claims = signatures.claimsOf(token);
    ExternalIssuer issuer = signatures.issuer();
    Instant now = clock.instant();
    TokenRules.require(issuer.issuer().equals(claims.getIssuer()), "The issuer is not ours");
    TokenRules.require(
        claims.getAudience().contains(issuer.client()), "The token is for another client");
    requireTimes(claims, now);
    TokenRules.require(isAboutLogout(claims), "The token is not about a logout");
    TokenRules.require(!claims.getClaims().containsKey("nonce"), "A logout token has no nonce");
    String jti = text(claims, "jti");
    TokenRules.require(jti != null, "The token has no jti");
    String subject = text(claims, "sub");
    String sid = text(claims, TokenClaims.SESSION);
    TokenRules.require(subject != null || sid != null, "The token names neither sub nor sid");
    return new SignOut(
        Digest.of(issuer.issuer() + "\n" + jti),
        sid == null ? null : ExternalSessions.idOf(issuer.issuer(), sid),
        subject == null ? null : ExternalSubject.idOf(issuer.issuer(), subject));
  }

  /** Whether the claims are those of a logout token, which is good for nothing else. */
  static boolean isAboutLogout(JWTClaimsSet claims) {
    return claims.getClaim(EVENTS) instanceof Map<?, ?> events
        && events.get(LOGOUT) instanceof Map<?, ?>;
  }

  private static void requireTimes(JWTClaimsSet claims, Instant now) {
    Date issued = claims.getIssueTime();
    TokenRules.require(issued != null, "The token does not say when it was issued");
    Instant begin = issued == null ? Instant.EPOCH : issued.toInstant();
    TokenRules.require(
        !begin.isAfter(now.plus(TokenRules.CLOCK_SKEW)), "The token is not valid yet");
    TokenRules.require(begin.plus(LONGEST_AGE).isAfter(now), "The token is too old");
    Date end = claims.getExpirationTime();
    TokenRules.require(end == null || end.toInstant().isAfter(now), "The token has expired");
  }

  private static @Nullable String text(JWTClaimsSet claims, String name) {
    Object value = claims.getClaim(name);
    if (value == null) {
      return null;
    }
    TokenRules.require(
        value instanceof String text && !text.isEmpty() && text.length() <= LONGEST_NAME,
        "Claim " + name + " has an impossible value");
    return (String) value;
  }
}
