package com.paidhr.messenger.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.paidhr.messenger.identity.TokenScope;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.config.IdentitySettings.Tokens;
import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.identity.domain.User;
import com.paidhr.messenger.identity.domain.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Verifies personal access tokens. Each is a session without refresh tokens, so what ends sessions
 * ends it too. One that was found good is remembered by its hash; its end and its session are
 * looked at each time. A change of the user's roles ends the session, so they cannot be outdated.
 */
@ApplicationScoped
class PersonalTokens {
  private static final int REMEMBERED = 10_000;

  private final Sessions sessions;
  private final Users users;
  private final LiveSessions live;
  private final Tokens settings;
  private final Clock clock;
  private final Cache<TokenHash, VerifiedToken> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  @Inject
  PersonalTokens(
      Sessions sessions, Users users, LiveSessions live, IdentitySettings settings, Clock clock) {
    this.sessions = sessions;
    this.users = users;
    this.live = live;
    this.settings = settings.tokens();
    this.clock = clock;
  }

  JsonWebToken verify(String text) {
    PersonalToken token =
        PersonalToken.parse(text)
            .orElseThrow(() -> new InvalidTokenException("The access token cannot be read"));
    TokenHash hash = TokenHash.of(text);
    VerifiedToken known = remembered.getIfPresent(hash);
    if (known == null) {
      known = look(token);
      remembered.put(hash, known);
    }
    live.require(known, clock.instant());
    return known;
  }

  private VerifiedToken look(PersonalToken token) {
    Session session =
        sessions
            .find(token.session())
            .filter(found -> found.scopes() != null && token.hashesTo(found.tokenHash()))
            .orElseThrow(() -> new InvalidTokenException("The access token is not known"));
    User user =
        users
            .find(session.user())
            .filter(User::isActive)
            .orElseThrow(() -> new InvalidTokenException("The access token is not known"));
    return new VerifiedToken(claims(session, user), session.expiresAt());
  }

  private Map<String, Object> claims(Session session, User user) {
    Set<TokenScope> scopes = session.scopes() == null ? Set.of() : session.scopes();
    Map<String, Object> claims = new HashMap<>();
    claims.put(Claims.iss.name(), settings.issuer());
    claims.put(Claims.aud.name(), Set.of(settings.audience()));
    claims.put(Claims.sub.name(), user.id().value());
    claims.put(Claims.upn.name(), user.username());
    claims.put(
        Claims.groups.name(),
        scopes.contains(TokenScope.ADMIN) ? user.roles() : Set.of(User.ROLE_USER));
    claims.put(TokenClaims.SESSION, session.id());
    claims.put(Claims.jti.name(), session.id());
    claims.put(Claims.iat.name(), seconds(session.createdAt()));
    claims.put(Claims.exp.name(), seconds(session.expiresAt()));
    claims.put(TokenScope.CLAIM, scopes.stream().map(TokenScope::name).collect(Collectors.toSet()));
    return claims;
  }

  private static long seconds(Instant time) {
    return time.getEpochSecond();
  }
}
