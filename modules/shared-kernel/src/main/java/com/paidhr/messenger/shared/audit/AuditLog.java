package com.paidhr.messenger.shared.audit;

import java.util.List;

/**
 * Notes who did what, for all modules. When {@link #note} returns, the store has the entries: what
 * was acknowledged is not lost. Only what is rare is noted, never a message that is sent or read.
 */
public interface AuditLog {

  /**
   * Adds entries. One whose key is noted already changes nothing.
   *
   * @throws com.paidhr.messenger.shared.DomainException with status 503 when too many wait
   */
  void note(List<AuditEntry> entries);

  /** Adds an entry. */
  default void note(AuditEntry entry) {
    note(List.of(entry));
  }
}
