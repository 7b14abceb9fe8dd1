package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All sessions. */
public interface Sessions {

  void add(Session session);

  /**
   * Adds a session that an external issuer tells of, or lets a known one last as long. One that was
   * revoked stays so.
   *
   * @return whether it was not known
   */
  boolean addOrExtend(Session session);

  /**
   * Ends a session for good, also one that is not known yet.
   *
   * @param session as it is to be kept where it is not known, until it expires
   * @return whether it was known
   */
  boolean revokeForGood(Session session, Instant now);

  Optional<Session> find(String id);

  /** Those of a user that live, at most 200, the newest first. */
  List<Session> of(UserId user, Instant now);

  /** How many personal access tokens of a user live. */
  long countPersonal(UserId user, Instant now);

  /** Those of the sessions that exist and were not revoked, in one round trip. */
  Set<String> living(Collection<String> ids);

  /**
   * Replaces the good token by the next one, if the session still lives and nobody refreshed it
   * since it was read. Of several callers exactly one succeeds.
   *
   * @param sealed the next token's secret, for whoever has the present token
   */
  boolean refresh(Session seen, String nextHash, String sealed, Instant now, Instant expiresAt);

  /** Ends a session; nothing happens when it has ended already. */
  void revoke(String id, Instant now);

  /** Ends all sessions of a user but one. */
  void revokeAllOf(UserId user, @Nullable String except, Instant now);

  /** Removes sessions of a user that expired before the given time. */
  void removeExpired(UserId user, Instant before);
}
