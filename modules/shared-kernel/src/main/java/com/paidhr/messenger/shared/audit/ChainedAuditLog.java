package com.paidhr.messenger.shared.audit;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Chains entries: each takes the number behind the last one, and its hash covers the hash before.
 * Those who note at the same time share one write. A number that another node took is a duplicate
 * key; then this node reads on and tries again.
 */
@ApplicationScoped
public class ChainedAuditLog implements AuditLog {
  private static final int MOST_WAITING = 1_000;
  private static final int ATTEMPTS = 100;
  private static final int READ_AT_ONCE = 500;
  private static final long LONGEST_PAUSE = Duration.ofMillis(10).toNanos();

  private final AuditStore store;
  private final IdGenerator ids;
  private final Clock clock;
  private final BlockingQueue<Noted> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable StoredEntry last;

  /** What one caller notes, and what came of it once it was written. */
  private static final class Noted {
    private final List<AuditEntry> entries;
    private boolean written;
    private @Nullable RuntimeException failure;

    Noted(List<AuditEntry> entries) {
      this.entries = entries;
    }
  }

  @Inject
  public ChainedAuditLog(AuditStore store, IdGenerator ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void note(List<AuditEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    Noted own = new Noted(complete(entries));
    if (!waiting.offer(own)) {
      throw busy();
    }
    writing.lock();
    try {
      if (!own.written) {
        writeAllThatWait();
      }
    } finally {
      writing.unlock();
    }
    if (own.failure != null) {
      throw own.failure;
    }
  }

  private List<AuditEntry> complete(List<AuditEntry> entries) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return entries.stream()
        .map(entry ->
            entry
                .named(
                    Objects.requireNonNullElseGet(entry.key(), ids::next),
                    Objects.requireNonNullElse(entry.at(), now).truncatedTo(ChronoUnit.MILLIS))
                .from(entry.origin() == null ? Origin.current() : entry.origin()))
        .toList();
  }

  private void writeAllThatWait() {
    List<Noted> all = new ArrayList<>();
    waiting.drainTo(all);
    RuntimeException failure = null;
    try {
      append(all);
    } catch (RuntimeException e) {
      last = null; // what the store has is read again
      failure = e;
    }
    for (Noted noted : all) {
      noted.failure = failure;
      noted.written = true;
    }
  }

  private void append(List<Noted> all) {
    Map<String, AuditEntry> left = new LinkedHashMap<>();
    for (Noted noted : all) {
      noted.entries.forEach(entry -> left.putIfAbsent(Objects.requireNonNull(entry.key()), entry));
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (attempt > 0 || last == null) {
        last = tail();
        Set<String> stored = store.stored(left.keySet());
        stored.forEach(left::remove);
      }
      if (left.isEmpty()) {
        return;
      }
      List<StoredEntry> chain = chain(left.values());
      if (store.add(chain)) {
        last = chain.getLast();
        return;
      }
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
    }
    throw busy();
  }

  private List<StoredEntry> chain(Collection<AuditEntry> entries) {
    List<StoredEntry> chain = new ArrayList<>(entries.size());
    StoredEntry tail = last;
    for (AuditEntry entry : entries) {
      tail = StoredEntry.behind(tail, entry);
      chain.add(tail);
    }
    return chain;
  }

  /** The last entry: read on from the one that was last, or looked for at the start. */
  private @Nullable StoredEntry tail() {
    StoredEntry tail = last;
    if (tail == null) {
      return store.newest().orElse(null);
    }
    List<StoredEntry> more;
    do {
      more = store.between(tail.number() + 1, tail.number() + READ_AT_ONCE);
      tail = more.isEmpty() ? tail : more.getLast();
    } while (more.size() == READ_AT_ONCE);
    return tail;
  }

  private static DomainException busy() {
    return DomainException.unavailable(
        "The audit log cannot be written now", Duration.ofSeconds(1), null);
  }
}
