package com.paidhr.messenger.identity.token;

import java.util.List;

/** The keys of the built-in issuer, shared by all nodes. */
public interface SigningKeys {

  /** All keys, the lowest number first. */
  List<SigningKey> all();

  /**
   * Adds a key, unless a key has that number already.
   *
   * @return whether it was added; otherwise another node was first
   */
  boolean add(SigningKey key);

  /** Removes a key; nothing happens when it is gone already. */
  void remove(SigningKey key);
}
