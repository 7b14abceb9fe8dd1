package com.paidhr.messenger.identity.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.jspecify.annotations.Nullable;

/**
 * What every accepted token must look like, whoever issued it. Stricter than the platform's own
 * verification, which takes a future {@code nbf}, an unknown {@code crit} and any audience.
 */
final class TokenRules {
  static final int MAX_LENGTH = 8_192;

  /** By how much the clock of a token's issuer may be ahead when it is not one of our nodes. */
  static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  private TokenRules() {}

  static void require(boolean fine, String detail) {
    if (!fine) {
      throw new InvalidTokenException(detail);
    }
  }

  /** Reads the compact form; says nothing about the signature. */
  static SignedJWT parse(String compact) {
    return parse(compact, TYPES);
  }

  /** The same for a token of other types, in lower case. */
  static SignedJWT parse(String compact, Set<String> types) {
    require(compact.length() <= MAX_LENGTH, "The access token is too long");
    SignedJWT token;
    try {
      token = SignedJWT.parse(compact);
    } catch (ParseException | IllegalArgumentException e) {
      throw new InvalidTokenException("The access token cannot be read");
    }
    JWSHeader header = token.getHeader();
    require(header.getCriticalParams() == null, "The token demands an unknown extension");
    require(isOneOf(types, header.getType()), "The token is not of type JWT");
    return token;
  }

  private static boolean isOneOf(Set<String> types, @Nullable JOSEObjectType type) {
    return type == null || types.contains(type.getType().toLowerCase(Locale.ROOT));
  }

  /**
   * Checks issuer, audience, times and subject.
   *
   * @param ahead by how much the issuer's clock may be ahead of this node's
   * @return the claims as MicroProfile JWT types them
   */
  static Map<String, Object> check(
      JWTClaimsSet claims, String issuer, String audience, Instant now, Duration ahead) {
    require(issuer.equals(claims.getIssuer()), "The issuer is not ours");
    require(claims.getAudience().contains(audience), "The token is for another audience");
    Date expires = claims.getExpirationTime();
    require(expires != null && expires.toInstant().isAfter(now), "The access token has expired");
    require(
        hasBegun(claims.getNotBeforeTime(), now.plus(ahead)), "The access token is not valid yet");
    require(hasBegun(claims.getIssueTime(), now.plus(ahead)), "The access token is not valid yet");
    require(claims.getSubject() != null, "The token names no subject");
    Map<String, Object> typed = new HashMap<>();
    claims
        .getClaims()
        .forEach((name, value) -> {
          if (value != null) {
            typed.put(name, value instanceof Date time ? time.getTime() / 1000 : value);
          }
        });
    typed.put(Claims.aud.name(), Set.copyOf(claims.getAudience()));
    return typed;
  }

  private static boolean hasBegun(@Nullable Date time, Instant latest) {
    return time == null || !time.toInstant().isAfter(latest);
  }

  /** A claim that is a string where it exists. */
  static void requireText(Map<String, Object> claims, String name) {
    Object value = claims.get(name);
    require(value == null || value instanceof String, "Claim " + name + " is not a string");
  }

  /** A list of strings as a set; empty where there is none. */
  static Set<String> texts(@Nullable Object claim) {
    Set<String> texts = new HashSet<>();
    if (claim != null) {
      require(claim instanceof List, "The roles are not a list");
      for (Object item : (List<?>) claim) {
        require(item instanceof String, "The roles are not a list of strings");
        texts.add((String) item);
      }
    }
    return Set.copyOf(texts);
  }
}
