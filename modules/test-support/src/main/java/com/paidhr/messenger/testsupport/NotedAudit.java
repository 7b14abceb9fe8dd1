package com.paidhr.messenger.testsupport;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.AuditLog;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit log in memory. */
public final class NotedAudit implements AuditLog {
  private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

  @Override
  public void note(List<AuditEntry> added) {
    for (AuditEntry entry : added) {
      if (entry.key() == null
          || entries.stream().noneMatch(known -> entry.key().equals(known.key()))) {
        entries.add(entry);
      }
    }
  }

  /** What was noted, in order. */
  public List<AuditEntry> all() {
    return List.copyOf(entries);
  }

  /** What was noted of a conversation. */
  public List<AuditEntry> of(ConversationId conversation) {
    return entries.stream()
        .filter(entry -> Objects.equals(conversation, entry.conversation()))
        .toList();
  }
}
