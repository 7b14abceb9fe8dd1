package com.paidhr.messenger.identity.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.paidhr.messenger.identity.config.IdentitySettings;
import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.identity.domain.Users;
import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of users of an external issuer, so that they end here as those of the built-in one do.
 * There is one for each {@code sid} of the issuer, and one for each token that has none; its tokens
 * tell of it. All of a user end by a time, too: what was issued at that time or before is void,
 * also where it was not seen yet.
 */
@ApplicationScoped
public class ExternalSessions {
  private static final int ID_LENGTH = 32;
  private static final int LONGEST_CLIENT = 100;
  private static final Duration REMEMBERED = Duration.ofDays(30);
  private static final UserId NOBODY = new UserId("nobody");

  private final Sessions sessions;
  private final Users users;
  private final Clock clock;
  private final boolean used;

  @Inject
  ExternalSessions(Sessions sessions, Users users, Clock clock, IdentitySettings settings) {
    this.sessions = sessions;
    this.users = users;
    this.clock = clock;
    this.used = settings.externalIssuer().isPresent();
  }

  /** The id of the session that the issuer calls {@code sid}. */
  static String idOf(String issuer, String sid) {
    return id(issuer + "\nsid\n" + sid);
  }

  private static String id(String name) {
    return "x" + Digest.hex(name).substring(0, ID_LENGTH);
  }

  /**
   * Notes the session of a token that was verified. The session is stored before the user is asked
   * for: whoever ends the user's sessions meanwhile does both the other way around.
   *
   * @return the session's id; it may have ended, as {@link LiveSessions} tells
   * @throws InvalidTokenException when the user's sessions were ended since the token was issued
   */
  String admit(UserId user, JWTClaimsSet claims, String compact) {
    Instant now = clock.instant();
    String sid = text(claims, TokenClaims.SESSION);
    String id =
        sid == null ? id(claims.getIssuer() + "\n" + compact) : idOf(claims.getIssuer(), sid);
    Instant expiresAt = claims.getExpirationTime().toInstant();
    if (sessions.addOrExtend(Session.external(id, user, now, expiresAt, clientOf(claims)))) {
      sessions.removeExpired(user, now);
    }
    Date issued = claims.getIssueTime();
    TokenRules.require(
        users.admits(user, issued == null ? Instant.EPOCH : issued.toInstant()),
        "The sessions of this user were ended since");
    return id;
  }

  /**
   * Ends a session, also for tokens that come later, for 30 days.
   *
   * @param user whose it is where no token has told of it yet; null for nobody known
   * @return whether a token had told of it
   */
  public boolean endForGood(String session, @Nullable UserId user, Instant now) {
    return sessions.revokeForGood(
        Session.external(session, user == null ? NOBODY : user, now, now.plus(REMEMBERED), null),
        now);
  }

  /** Makes all tokens void that the user has been given by now; nothing without such an issuer. */
  public void refuseAllOf(UserId user, Instant now) {
    if (used) {
      users.refuseUntil(user, now);
    }
  }

  private static @Nullable String clientOf(JWTClaimsSet claims) {
    String party = text(claims, "azp");
    String client = party == null ? text(claims, "client_id") : party;
    return client == null || client.length() <= LONGEST_CLIENT
        ? client
        : client.substring(0, LONGEST_CLIENT);
  }

  private static @Nullable String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text && !text.isEmpty() ? text : null;
  }
}
