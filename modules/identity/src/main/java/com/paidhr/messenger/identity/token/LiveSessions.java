package com.paidhr.messenger.identity.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.paidhr.messenger.identity.domain.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Whether sessions still live. An answer is up to a second old, so a revoked session's access
 * tokens stop working within that time on every node, at the price of one read per second and
 * active session.
 */
@ApplicationScoped
public class LiveSessions {
  private static final Duration MAX_AGE = Duration.ofSeconds(1);
  private static final int REMEMBERED = 10_000;

  private final LoadingCache<String, Boolean> live;

  @Inject
  LiveSessions(Sessions sessions) {
    live =
        Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(MAX_AGE)
            .build(
                id -> sessions.find(id).filter(session -> session.revokedAt() == null).isPresent());
  }

  boolean isLive(String session) {
    return live.get(session);
  }

  /** Forgets what is known of a session, so that this node sees its end at once. */
  public void forget(String session) {
    live.invalidate(session);
  }
}
