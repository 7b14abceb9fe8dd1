package com.paidhr.messenger.shared.audit;

import com.paidhr.messenger.shared.Digest;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry at its place in the chain.
 *
 * @param number counts 1, 2, 3… without a hole
 * @param entry complete: with key, time and origin
 * @param previous the hash of the entry before
 * @param hash over the number, the entry and the hash of the one before
 */
public record StoredEntry(long number, AuditEntry entry, String previous, String hash) {
  /** What stands before the first entry. */
  public static final String GENESIS = "0".repeat(64);

  /** The entry behind another one, or the first one of all. */
  static StoredEntry behind(@Nullable StoredEntry last, AuditEntry entry) {
    long number = last == null ? 1 : last.number() + 1;
    String previous = last == null ? GENESIS : last.hash();
    return new StoredEntry(number, entry, previous, hash(number, entry, previous));
  }

  /** Whether the entry still is what its hash was made of. */
  boolean isUnchanged() {
    return hash.equals(hash(number, entry, previous));
  }

  /** Each part stands with its length, so that no two entries look alike. */
  private static String hash(long number, AuditEntry entry, String previous) {
    StringBuilder text = new StringBuilder();
    Origin origin = Objects.requireNonNull(entry.origin());
    part(text, previous);
    part(text, number);
    part(text, entry.key());
    part(text, Objects.requireNonNull(entry.at()).truncatedTo(ChronoUnit.MILLIS));
    part(text, entry.actor());
    part(text, entry.action());
    part(text, entry.result());
    part(text, entry.conversation());
    part(text, entry.target());
    part(text, origin.address());
    part(text, origin.requestId());
    new TreeMap<>(entry.facts())
        .forEach((name, value) -> {
          part(text, name);
          part(text, value);
        });
    return Digest.hex(text.toString());
  }

  private static void part(StringBuilder text, @Nullable Object value) {
    String written = value == null ? null : value.toString();
    text.append(written == null ? -1 : written.length()).append(':').append(written);
  }
}
