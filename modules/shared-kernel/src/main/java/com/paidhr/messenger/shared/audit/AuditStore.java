package com.paidhr.messenger.shared.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the chain. Entries are added behind the last one, and removed from the oldest on. */
public interface AuditStore {

  /**
   * Adds entries in their order.
   *
   * @return false when a number or a key was taken; those before it are stored
   */
  boolean add(List<StoredEntry> entries);

  /** The entry with the highest number. */
  Optional<StoredEntry> newest();

  /** The entry with the lowest number. */
  Optional<StoredEntry> oldest();

  /** Those of the entries numbered from {@code first} to {@code last} that are there, in order. */
  List<StoredEntry> between(long first, long last);

  /** Those of the keys that are stored. */
  Set<String> stored(Collection<String> keys);

  /**
   * Entries, the newest first.
   *
   * @param before only entries with a lower number, or null
   */
  List<StoredEntry> list(AuditFilter filter, @Nullable Long before, int limit);

  /** The newest of the entries that were made before a time. */
  Optional<StoredEntry> newestBefore(Instant time);

  /** Removes the entries up to and with this number. */
  void removeUpTo(long number);
}
