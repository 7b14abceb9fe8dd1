package com.paidhr.messenger.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.paidhr.messenger.identity.SessionsEnded;
import com.paidhr.messenger.identity.domain.Session;
import com.paidhr.messenger.identity.domain.Sessions;
import com.paidhr.messenger.shared.UserId;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether sessions still live. An answer is up to a second old, so a revoked session's access
 * tokens stop working within that time on every node. Those in use are asked for together, twice a
 * second, so a request reads nothing; a node that nobody uses asks nothing. Where that falls
 * behind, as while the store is slow, requests read for themselves.
 */
@ApplicationScoped
public class LiveSessions {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSessions.class);
  private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();
  private static final Duration REFRESH = Duration.ofMillis(500);
  private static final long IN_USE = Duration.ofSeconds(30).toNanos();
  private static final int REMEMBERED = 10_000;
  private static final int REFRESHED_AT_ONCE = 2_000;

  private final Sessions sessions;
  private final Consumer<SessionsEnded> tell;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("live-sessions").factory());

  /** Grows when a node learns of an end by itself; an answer from before that is not kept. */
  private final AtomicLong forgotten = new AtomicLong();

  /** A session that lived at a time. */
  private static final class Known {
    private volatile long askedAt;
    private volatile long usedAt;

    Known(long askedAt) {
      this.askedAt = askedAt;
      this.usedAt = askedAt;
    }
  }

  @Inject
  LiveSessions(Sessions sessions, Event<SessionsEnded> ended) {
    this(sessions, ended::fire);
  }

  /** For those whom nobody observes. */
  LiveSessions(Sessions sessions) {
    this(sessions, event -> {});
  }

  private LiveSessions(Sessions sessions, Consumer<SessionsEnded> tell) {
    this.sessions = sessions;
    this.tell = tell;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    timer.scheduleWithFixedDelay(
        this::refreshQuietly, REFRESH.toMillis(), REFRESH.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  /** Refuses a token that has expired, has no session, or whose session has ended. */
  void require(VerifiedToken token, Instant now) {
    TokenRules.require(token.expiresAt().isAfter(now), "The access token has expired");
    TokenRules.require(
        token.session().map(this::isLive).orElse(false),
        "The session of this access token has ended");
  }

  boolean isLive(String session) {
    long now = System.nanoTime();
    Known seen = known.getIfPresent(session);
    if (seen != null && now - seen.askedAt < MAX_AGE) {
      seen.usedAt = now;
      return true;
    }
    long before = forgotten.get();
    boolean live = sessions.living(List.of(session)).contains(session);
    if (live && before == forgotten.get()) {
      known.put(session, new Known(now));
    } else {
      known.invalidate(session);
    }
    return live;
  }

  private void refreshQuietly() {
    try {
      refresh();
    } catch (RuntimeException e) {
      LOG.debug("Sessions in use are asked for one by one meanwhile: {}", e.toString());
    }
  }

  /** Asks again for those in use, and forgets those that have ended. */
  void refresh() {
    long now = System.nanoTime();
    Set<String> inUse = new HashSet<>();
    known
        .asMap()
        .forEach((session, seen) -> {
          if (now - seen.usedAt < IN_USE && inUse.size() < REFRESHED_AT_ONCE) {
            inUse.add(session);
          }
        });
    if (inUse.isEmpty()) {
      return;
    }
    Set<String> living = sessions.living(inUse);
    for (String session : inUse) {
      Known seen = known.getIfPresent(session);
      if (!living.contains(session)) {
        known.invalidate(session);
      } else if (seen != null) {
        seen.askedAt = Math.max(seen.askedAt, now);
      }
    }
  }

  /**
   * A session has ended: this node sees it at once, and whoever holds a connection open is told.
   */
  public void forget(String session) {
    forgotten.incrementAndGet();
    known.invalidate(session);
    sessions.find(session).ifPresent(found -> tell.accept(ofOne(found)));
  }

  private static SessionsEnded ofOne(Session ended) {
    Instant at = ended.revokedAt();
    return new SessionsEnded(at == null ? ended.expiresAt() : at, ended.user(), ended.id(), null);
  }

  /** All sessions of a user have ended, except one if that is named. */
  public void forgetAllOf(UserId user, @Nullable String kept, Instant now) {
    tell.accept(new SessionsEnded(now, user, null, kept));
  }
}
