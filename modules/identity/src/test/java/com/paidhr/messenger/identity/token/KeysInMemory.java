package com.paidhr.messenger.identity.token;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** Signing keys without a store. */
final class KeysInMemory implements SigningKeys {
  private final ConcurrentSkipListMap<Long, SigningKey> keys = new ConcurrentSkipListMap<>();

  @Override
  public List<SigningKey> all() {
    return List.copyOf(keys.values());
  }

  @Override
  public boolean add(SigningKey key) {
    return keys.putIfAbsent(key.number(), key) == null;
  }

  @Override
  public void remove(SigningKey key) {
    keys.remove(key.number());
  }
}
