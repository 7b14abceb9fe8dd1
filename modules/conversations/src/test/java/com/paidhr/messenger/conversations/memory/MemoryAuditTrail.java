package com.paidhr.messenger.conversations.memory;

import com.paidhr.messenger.conversations.domain.AuditEntry;
import com.paidhr.messenger.conversations.domain.AuditTrail;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Audit entries in memory. */
public final class MemoryAuditTrail implements AuditTrail {
  private final ConcurrentSkipListMap<String, AuditEntry> entries = new ConcurrentSkipListMap<>();

  @Override
  public void add(AuditEntry entry) {
    entries.putIfAbsent(entry.id(), entry);
  }

  @Override
  public List<AuditEntry> newest(
      @Nullable ConversationId conversation,
      @Nullable UserId actor,
      @Nullable String before,
      int limit) {
    return entries.descendingMap().values().stream()
        .filter(entry -> conversation == null || conversation.equals(entry.conversation()))
        .filter(entry -> actor == null || entry.actor().equals(actor))
        .filter(entry -> before == null || entry.id().compareTo(before) < 0)
        .limit(limit)
        .toList();
  }
}
