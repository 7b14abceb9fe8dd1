package com.paidhr.messenger.identity.personal;

import com.paidhr.messenger.identity.TokenScope;
import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the user is signed in, and the personal access tokens, as what they show of themselves. */
@ApplicationScoped
class OwnSessions implements PersonalData {
  private final Sessions sessions;
  private final Clock clock;

  /**
   * A session.
   *
   * @param device what the client said of itself; the name of a personal access token
   * @param scopes of a personal access token; null for a sign-in
   */
  record Line(
      String id,
      @Nullable String device,
      @Nullable String address,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt,
      @Nullable List<TokenScope> scopes) {

    static Line of(Session session) {
      Set<TokenScope> scopes = session.scopes();
      return new Line(
          session.id(),
          session.device(),
          session.address(),
          session.createdAt(),
          session.refreshedAt(),
          session.expiresAt(),
          scopes == null ? null : scopes.stream().sorted().toList());
    }
  }

  @Inject
  OwnSessions(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public String part() {
    return "sessions";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    for (Session session : sessions.of(user, clock.instant())) {
      records.add(Line.of(session));
    }
  }
}
