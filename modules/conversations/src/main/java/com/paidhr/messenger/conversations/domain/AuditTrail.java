package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the audit entries. */
public interface AuditTrail {

  /** Stores the entry unless it is there. */
  void add(AuditEntry entry);

  /**
   * Entries, the newest first.
   *
   * @param conversation only of this one, or null
   * @param actor only by this one, or null
   * @param before only entries older than the one with this id, or null
   */
  List<AuditEntry> newest(
      @Nullable ConversationId conversation,
      @Nullable UserId actor,
      @Nullable String before,
      int limit);
}
