package com.paidhr.messenger.identity.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps invitations. */
public interface Invitations {

  void add(Invitation invitation);

  Optional<Invitation> find(String id);

  /** The newest first, spent and expired ones among them, older than {@code before} if given. */
  List<Invitation> page(@Nullable String before, int limit);

  /** How many there are. */
  long count();

  /** Removes those that have expired. */
  void removeExpired(Instant now);

  /**
   * Takes one use by one conditional update; false when it is spent, expired or revoked. Of many
   * who try at once as many succeed as there are uses left.
   */
  boolean use(String id, Instant now);

  /** Gives back a use that was taken, unless the invitation is gone. */
  void giveBack(String id);

  /** Removes the invitation; false when there is none. */
  boolean remove(String id);
}
