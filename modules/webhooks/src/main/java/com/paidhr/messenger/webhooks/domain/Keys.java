package com.paidhr.messenger.webhooks.domain;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's posts are signed with. After a change both sign for a day, so that no receiver
 * has to change at the same moment.
 *
 * @param secret {@code whsec_} and the key in Base64
 * @param previous the one before, or null
 * @param previousUntil how long that one signs, too
 */
public record Keys(String secret, @Nullable String previous, @Nullable Instant previousUntil) {
  /** Begins every secret. */
  static final String PREFIX = "whsec_";

  private static final Duration OVERLAP = Duration.ofDays(1);
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new key alone. */
  public static Keys fresh() {
    return new Keys(newSecret(), null, null);
  }

  /** The same with a new key in front. */
  public Keys rotated(Instant now) {
    return new Keys(newSecret(), secret, now.plus(OVERLAP));
  }

  /** The secrets that sign at a time. */
  List<String> at(Instant now) {
    return previous != null && previousUntil != null && now.isBefore(previousUntil)
        ? List.of(secret, previous)
        : List.of(secret);
  }

  private static String newSecret() {
    byte[] key = new byte[BYTES];
    RANDOM.nextBytes(key);
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** Never shows a secret. */
  @Override
  public String toString() {
    return "keys";
  }
}
