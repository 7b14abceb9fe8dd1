package com.paidhr.messenger.app.faults;

import java.util.Map;

/** Finds what must be there. */
final class Lookup {
  private Lookup() {}

  static <K, V> V in(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalArgumentException("The history has no " + key);
    }
    return value;
  }
}
