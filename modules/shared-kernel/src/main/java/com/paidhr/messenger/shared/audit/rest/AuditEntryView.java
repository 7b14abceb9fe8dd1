package com.paidhr.messenger.shared.audit.rest;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import com.paidhr.messenger.shared.audit.Origin;
import com.paidhr.messenger.shared.audit.StoredEntry;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who did what.
 *
 * @param number the place in the chain, without a hole
 * @param actorId who did it, or null when nobody is known
 * @param conversationId where, or null when it concerns the whole service
 * @param targetId the user concerned, or null
 * @param facts what changed, with values before and after
 * @param address the network that asked, or null
 * @param previous the hash of the entry before
 */
@Schema(name = "AuditEntry")
public record AuditEntryView(
    String id,
    long number,
    Instant at,
    @Schema(nullable = true, description = "Who did it; null where nobody is known")
        @Nullable UserId actorId,
    @Schema(example = "session.started") String action,
    AuditEntry.Result result,
    @Nullable ConversationId conversationId,
    @Nullable UserId targetId,
    Map<String, String> facts,
    @Schema(nullable = true, description = "The network that asked", example = "203.0.113.7")
        @Nullable String address,
    @Schema(nullable = true, description = "X-Request-Id of the request that asked")
        @Nullable String requestId,
    @Schema(description = "The hash of the entry before") String previous,
    @Schema(description = "SHA-256 over this entry and the hash before") String hash) {

  static AuditEntryView of(StoredEntry stored) {
    AuditEntry entry = stored.entry();
    Origin origin = Objects.requireNonNull(entry.origin());
    return new AuditEntryView(
        Objects.requireNonNull(entry.key()),
        stored.number(),
        Objects.requireNonNull(entry.at()),
        entry.actor(),
        entry.action(),
        entry.result(),
        entry.conversation(),
        entry.target(),
        new TreeMap<>(entry.facts()),
        origin.address(),
        origin.requestId(),
        stored.previous(),
        stored.hash());
  }
}
