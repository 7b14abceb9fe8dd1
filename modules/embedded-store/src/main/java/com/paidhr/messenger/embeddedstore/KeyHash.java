package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.backend.KeyValue;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of normalized index keys, computed with 64 bits and cut to 32: what shares a hash is told
 * apart by reading it. They hold for this process only and start from a random seed, so that nobody
 * can choose keys that collide.
 */
final class KeyHash {

  private static final long SEED = new SecureRandom().nextLong();
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private KeyHash() {}

  /** Hash of all values of {@code key}. */
  static int of(KeyValue key) {
    return prefixes(key)[key.size() - 1];
  }

  /** The hashes of the first value, the first two, and so on. */
  static int[] prefixes(KeyValue key) {
    return prefixes(key.size(), key::get);
  }

  /** As {@link #prefixes(KeyValue)}, of normalized values. */
  static int[] prefixes(int size, IntFunction<@Nullable Object> values) {
    var hashes = new int[size];
    long hash = SEED;
    for (int i = 0; i < size; i++) {
      hash = mix(hash, of(values.apply(i)));
      hashes[i] = (int) (hash ^ (hash >>> 32));
    }
    return hashes;
  }

  private static long of(@Nullable Object value) {
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
