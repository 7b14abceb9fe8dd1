package com.paidhr.messenger.shared.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks that no entry of the chain was changed, removed or put in. Entries that were removed by
 * age are told by an entry of their own, which is in the chain.
 */
@ApplicationScoped
public class AuditCheck {
  static final String REMOVED = "audit.removed";

  private static final int AT_ONCE = 500;
  private static final int MOST = 20_000;

  private final AuditStore store;

  @Inject
  public AuditCheck(AuditStore store) {
    this.store = store;
  }

  /**
   * What a part of the chain is.
   *
   * @param first the number of the first entry that was checked, 0 for none
   * @param last the number of the last one that is intact, 0 for none
   * @param hash the last one's hash; whoever keeps both notices later if the end is missing
   * @param complete whether the last one is the newest
   * @param fault what is wrong behind the last one, or null
   */
  public record Part(
      long first, long last, String hash, boolean complete, @Nullable String fault) {}

  /**
   * Checks the entries from the oldest on, or those behind one that is known.
   *
   * @param after the number of the known entry, or null
   * @param hash the known entry's hash
   */
  public Part check(@Nullable Long after, @Nullable String hash) {
    StoredEntry newest = store.newest().orElse(null);
    if (newest == null) {
      boolean empty = after == null;
      return new Part(
          0, 0, StoredEntry.GENESIS, true, empty ? null : "Entry " + after + " is gone");
    }
    long number;
    String previous;
    if (after == null || hash == null) {
      StoredEntry oldest = store.oldest().orElse(newest);
      String fault = faultBefore(oldest);
      if (fault != null) {
        return new Part(0, 0, StoredEntry.GENESIS, false, fault);
      }
      number = oldest.number();
      previous = oldest.previous();
    } else {
      List<StoredEntry> known = store.between(after, after);
      if (known.isEmpty() || !known.getFirst().hash().equals(hash)) {
        String what = known.isEmpty() ? " is gone" : " is another one";
        return new Part(0, 0, StoredEntry.GENESIS, false, "Entry " + after + what);
      }
      number = after + 1;
      previous = hash;
    }
    return walk(number, previous, newest.number());
  }

  private Part walk(long start, String hashBefore, long end) {
    long number = start;
    String previous = hashBefore;
    long stop = Math.min(end, start + MOST - 1);
    while (number <= stop) {
      List<StoredEntry> some = store.between(number, Math.min(stop, number + AT_ONCE - 1));
      for (StoredEntry entry : some) {
        String fault = fault(entry, number, previous);
        if (fault != null) {
          return new Part(start, number - 1, previous, false, fault);
        }
        previous = entry.hash();
        number++;
      }
      if (some.isEmpty()) {
        return new Part(start, number - 1, previous, false, "Entry " + number + " is missing");
      }
    }
    return new Part(start, number - 1, previous, number > end, null);
  }

  private static @Nullable String fault(StoredEntry entry, long expected, String previous) {
    if (entry.number() != expected) {
      return "Entry " + expected + " is missing";
    }
    if (!entry.previous().equals(previous)) {
      return "Entry " + expected + " does not follow the one before";
    }
    return entry.isUnchanged() ? null : "Entry " + expected + " was changed";
  }

  /** Why the oldest entry may not be the oldest, or null. */
  private @Nullable String faultBefore(StoredEntry oldest) {
    if (oldest.number() == 1) {
      boolean first = oldest.previous().equals(StoredEntry.GENESIS);
      return first ? null : "Entry 1 is not the first one";
    }
    var removals = new AuditFilter(null, null, null, REMOVED, null, null, null);
    List<StoredEntry> newest = store.list(removals, null, 1);
    Map<String, String> told = newest.isEmpty() ? Map.of() : newest.getFirst().entry().facts();
    long upTo = Long.parseLong(told.getOrDefault("upTo", "0"));
    long gone = oldest.number() - 1;
    if (gone > upTo) {
      return "Entry " + Math.max(1, upTo + 1) + " is missing";
    }
    return gone == upTo && !oldest.previous().equals(told.get("hash"))
        ? "Entry " + oldest.number() + " does not follow the one before"
        : null;
  }
}
