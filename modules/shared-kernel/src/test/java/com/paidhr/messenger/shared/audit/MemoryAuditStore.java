package com.paidhr.messenger.shared.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A chain in memory. */
final class MemoryAuditStore implements AuditStore {
  final TreeMap<Long, StoredEntry> entries = new TreeMap<>();

  /** How many writes were asked for. */
  int writes;

  /** What the next write does before it fails, or null. */
  @Nullable RuntimeException failure;

  @Override
  public synchronized boolean add(List<StoredEntry> added) {
    writes++;
    for (StoredEntry entry : added) {
      if (entries.containsKey(entry.number())
          || !stored(List.of(Objects.requireNonNull(entry.entry().key()))).isEmpty()) {
        return false;
      }
      entries.put(entry.number(), entry);
      RuntimeException thrown = failure;
      if (thrown != null) {
        failure = null;
        throw thrown;
      }
    }
    return true;
  }

  @Override
  public synchronized Optional<StoredEntry> newest() {
    return Optional.ofNullable(entries.lastEntry()).map(java.util.Map.Entry::getValue);
  }

  @Override
  public synchronized Optional<StoredEntry> oldest() {
    return Optional.ofNullable(entries.firstEntry()).map(java.util.Map.Entry::getValue);
  }

  @Override
  public synchronized List<StoredEntry> between(long first, long last) {
    return List.copyOf(entries.subMap(first, true, last, true).values());
  }

  @Override
  public synchronized Set<String> stored(Collection<String> keys) {
    return entries.values().stream()
        .map(entry -> Objects.requireNonNull(entry.entry().key()))
        .filter(keys::contains)
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized List<StoredEntry> list(AuditFilter filter, @Nullable Long before, int limit) {
    return entries.descendingMap().values().stream()
        .filter(entry -> before == null || entry.number() < before)
        .filter(entry -> filter.action() == null || filter.action().equals(entry.entry().action()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<StoredEntry> newestBefore(Instant time) {
    return new ArrayList<>(entries.descendingMap().values())
        .stream()
            .filter(entry -> Objects.requireNonNull(entry.entry().at()).isBefore(time))
            .findFirst();
  }

  @Override
  public synchronized void removeUpTo(long number) {
    entries.headMap(number, true).clear();
  }
}
