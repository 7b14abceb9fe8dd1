package com.paidhr.messenger.messaging.domain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps legal holds. */
public interface LegalHolds {

  /** Stores it; of one that is stored already only the reason changes. */
  void put(LegalHold hold);

  Optional<LegalHold> find(HoldScope scope);

  /** Removes it; false when there is none. */
  boolean remove(HoldScope scope);

  /**
   * All, in the order of their scopes.
   *
   * @param after the scope to continue behind, or null to begin
   */
  List<LegalHold> page(@Nullable String after, int limit);

  /** How many there are. */
  long count();

  /** Those of the scopes that are held, in one round trip. */
  Set<HoldScope> among(Collection<HoldScope> scopes);
}
