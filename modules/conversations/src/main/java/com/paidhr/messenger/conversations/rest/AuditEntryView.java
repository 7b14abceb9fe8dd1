package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.domain.AuditEntry;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what.
 *
 * @param conversationId where, or null when the change concerns the whole service
 * @param targetId the user concerned, or null
 * @param facts what changed, with values before and after
 */
@Schema(name = "AuditEntry")
public record AuditEntryView(
    String id,
    Instant at,
    UserId actorId,
    String action,
    @Nullable ConversationId conversationId,
    @Nullable UserId targetId,
    Map<String, String> facts) {

  static AuditEntryView of(AuditEntry entry) {
    return new AuditEntryView(
        entry.id(),
        entry.at(),
        entry.actor(),
        entry.action(),
        entry.conversation(),
        entry.target(),
        new TreeMap<>(entry.facts()));
  }
}
