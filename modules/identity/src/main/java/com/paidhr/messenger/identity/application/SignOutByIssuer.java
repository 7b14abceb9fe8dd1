package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.LogoutTokenNames;
import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.identity.token.ExternalSessions;
import com.paidhr.messenger.identity.token.LiveSessions;
import com.paidhr.messenger.identity.token.LogoutTokens;
import com.paidhr.messenger.identity.token.LogoutTokens.SignOut;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends the sessions of which the external issuer says that they have ended there. */
@ApplicationScoped
public class SignOutByIssuer {
  private static final String WHY = "signed out at the issuer";

  private final LogoutTokens tokens;
  private final LogoutTokenNames names;
  private final ExternalSessions external;
  private final Sessions sessions;
  private final LiveSessions live;
  private final EndSessions endSessions;
  private final AuditLog audit;
  private final Clock clock;

  @Inject
  SignOutByIssuer(
      LogoutTokens tokens,
      LogoutTokenNames names,
      ExternalSessions external,
      Sessions sessions,
      LiveSessions live,
      EndSessions endSessions,
      AuditLog audit,
      Clock clock) {
    this.tokens = tokens;
    this.names = names;
    this.external = external;
    this.sessions = sessions;
    this.live = live;
    this.endSessions = endSessions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Does what a logout token asks for, once. One that could not be done may come again.
   *
   * @throws DomainException with status 400 when the token is not good or was used before, 503
   *     while the issuer's keys or the store do not answer
   */
  public void accept(String compact) {
    SignOut asked = verified(compact);
    Instant now = clock.instant();
    if (!names.take(asked.name(), now, now.plus(LogoutTokens.LONGEST_AGE.multipliedBy(2)))) {
      throw refused("The logout token was used before");
    }
    try {
      end(asked.session(), asked.user(), now);
    } catch (RuntimeException e) {
      names.giveBack(asked.name());
      throw e;
    }
  }

  private SignOut verified(String compact) {
    try {
      return tokens.verify(compact);
    } catch (DomainException e) {
      throw e.type() == ProblemType.UNAUTHENTICATED ? refused(String.valueOf(e.getMessage())) : e;
    }
  }

  /** Where no token has named the session, the user's other tokens may belong to it. */
  private void end(@Nullable String session, @Nullable UserId user, Instant now) {
    boolean known = session != null && external.endForGood(session, user, now);
    if (session != null && known) {
      live.forget(session);
      audit.note(
          AuditEntry.of(null, "session.ended")
              .to(sessions.find(session).map(Session::user).orElse(user))
              .with(Map.of("sessionId", session, "reason", WHY)));
    } else if (user != null) {
      endSessions.allSilently(user, null);
      audit.note(AuditEntry.of(null, "sessions.ended").to(user).with("reason", WHY));
    }
  }

  private static DomainException refused(String detail) {
    return new DomainException(ProblemType.MALFORMED_REQUEST, detail);
  }
}
