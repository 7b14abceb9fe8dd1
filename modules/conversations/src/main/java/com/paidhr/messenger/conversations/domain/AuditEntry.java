package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what. Entries are never changed or removed.
 *
 * @param id sorts by time; the same change always has the same id
 * @param action for instance {@code member.kicked}
 * @param conversation where, or null when the change concerns the whole service
 * @param target the user concerned, or null
 * @param facts what changed, with the values before and after
 */
public record AuditEntry(
    String id,
    Instant at,
    UserId actor,
    String action,
    @Nullable ConversationId conversation,
    @Nullable UserId target,
    Map<String, String> facts) {

  /** Keeps its own copy of the facts. */
  public AuditEntry {
    facts = Map.copyOf(facts);
  }

  /** The entry for what was done to an invite link. */
  public static AuditEntry of(Invite invite, String action, UserId actor, Instant at) {
    return new AuditEntry(
        "%015d.%s.%s".formatted(at.toEpochMilli(), invite.id(), action),
        at,
        actor,
        action,
        invite.conversation(),
        null,
        Map.of(
            "inviteId", invite.id(),
            "expiresAt", invite.expiresAt().toString(),
            "maxUses", Integer.toString(invite.maxUses())));
  }

  /** The entry for a conversation that was started. */
  public static AuditEntry ofCreation(Conversation conversation) {
    Map<String, String> facts = new HashMap<>();
    facts.put("type", conversation.type().name());
    facts.put("members", Long.toString(conversation.members()));
    if (conversation.name() != null) {
      facts.put("name", conversation.name());
    }
    return new AuditEntry(
        "%015d.%s.0".formatted(conversation.createdAt().toEpochMilli(), conversation.id().value()),
        conversation.createdAt(),
        conversation.creator(),
        "conversation.created",
        conversation.id(),
        null,
        facts);
  }

  /** The entry for a change; made again it has the same id. */
  public static AuditEntry of(Conversation conversation, Change change) {
    return new AuditEntry(
        "%015d.%s.%d"
            .formatted(change.at().toEpochMilli(), conversation.id().value(), change.number()),
        change.at(),
        change.actor(),
        change.kind().event(),
        conversation.id(),
        change.target(),
        change.event().facts());
  }
}
