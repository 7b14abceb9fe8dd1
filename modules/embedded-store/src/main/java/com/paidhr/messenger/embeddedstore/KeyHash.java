package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/**
 * 64-bit hashes of normalized index keys. They hold for this process only and start from a random
 * seed, so that nobody can choose keys that collide.
 */
final class KeyHash {

  private static final long SEED = new SecureRandom().nextLong();
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private KeyHash() {}

  /** Hash of the first {@code length} values of {@code key}. */
  static long of(KeyValue key, int length) {
    long hash = SEED + length;
    for (int i = 0; i < length; i++) {
      hash = mix(hash, of(key.get(i)));
    }
    return hash;
  }

  private static long of(Object value) {
    return switch (value) {
      case null -> 1;
      case String text -> ofText(text);
      case Double number -> Double.doubleToLongBits(number);
      case Map<?, ?> map -> {
        long hash = 2;
        for (var entry : map.entrySet()) {
          hash = mix(mix(hash, of(entry.getKey())), of(entry.getValue()));
        }
        yield hash;
      }
      case List<?> list -> {
        long hash = 3;
        for (Object element : list) {
          hash = mix(hash, of(element));
        }
        yield hash;
      }
      default -> value.hashCode();
    };
  }

  private static long ofText(String text) {
    long hash = SEED;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FACTOR;
      hash ^= hash >>> 32;
    }
    return hash;
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * FACTOR;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }
}
