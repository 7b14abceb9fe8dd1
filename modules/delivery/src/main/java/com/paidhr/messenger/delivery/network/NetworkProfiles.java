package com.paidhr.messenger.delivery.network;

import java.util.Map;
import java.util.Optional;

/** Where profiles are kept, for all nodes. */
public interface NetworkProfiles {

  /** Every profile with what its preset says, also one that has expired. */
  Map<NetworkScope, NetworkConditions> all();

  /** The profile of exactly this scope, as it was set. */
  Optional<NetworkConditions> find(NetworkScope scope);

  /** Sets or replaces a scope's profile. */
  void put(NetworkScope scope, NetworkConditions conditions);

  /** False when there was none. */
  boolean remove(NetworkScope scope);
}
