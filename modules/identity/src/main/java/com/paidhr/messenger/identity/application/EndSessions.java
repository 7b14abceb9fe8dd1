package com.paidhr.messenger.identity.application;

import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.identity.token.ExternalSessions;
import com.paidhr.messenger.identity.token.LiveSessions;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the sessions of users and ends them: on every node and every stream within a second. */
@ApplicationScoped
public class EndSessions {
  private final Sessions sessions;
  private final LiveSessions live;
  private final ExternalSessions external;
  private final AuditLog audit;
  private final Clock clock;

  @Inject
  EndSessions(
      Sessions sessions,
      LiveSessions live,
      ExternalSessions external,
      AuditLog audit,
      Clock clock) {
    this.sessions = sessions;
    this.live = live;
    this.external = external;
    this.audit = audit;
    this.clock = clock;
  }

  /** Those that live, the newest first. */
  public List<Session> of(UserId user) {
    return sessions.of(user, clock.instant());
  }

  /**
   * Ends one.
   *
   * @throws DomainException with status 404 when the user has no such session
   */
  public void one(UserId actor, UserId user, String id) {
    if (sessions
        .find(id)
        .filter(found -> found.user().equals(user) && found.revokedAt() == null)
        .isEmpty()) {
      throw DomainException.notFound("session", id);
    }
    sessions.revoke(id, clock.instant());
    live.forget(id);
    audit.note(AuditEntry.of(actor, "session.ended").to(user).with("sessionId", id));
  }

  /**
   * Ends all, and says so in the audit log.
   *
   * @param kept one that goes on, or null
   */
  public void all(UserId actor, UserId user, @Nullable String kept) {
    allSilently(user, kept);
    audit.note(
        AuditEntry.of(actor, "sessions.ended").to(user).with("kept", kept == null ? "none" : kept));
  }

  /** Ends all where that follows from something that is noted itself. */
  void allSilently(UserId user, @Nullable String kept) {
    Instant now = clock.instant();
    if (kept == null) {
      external.refuseAllOf(user, now);
    }
    sessions.revokeAllOf(user, kept, now);
    live.forgetAllOf(user, kept, now);
  }
}
