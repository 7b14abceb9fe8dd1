package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.audit.AuditEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the audit log is told of conversations. The same change always has the same key. */
public final class AuditNotes {
  private AuditNotes() {}

  /** What was done to an invite link. */
  public static AuditEntry of(Invite invite, String action, UserId actor, Instant at) {
    return AuditEntry.of(actor, action)
        .in(invite.conversation())
        .named("%s.%s".formatted(invite.id(), action), at)
        .with(
            Map.of(
                "inviteId", invite.id(),
                "expiresAt", invite.expiresAt().toString(),
                "maxUses", Integer.toString(invite.maxUses())));
  }

  /** A conversation that was started. */
  public static AuditEntry ofCreation(Conversation conversation) {
    Map<String, String> facts = new HashMap<>();
    facts.put("type", conversation.type().name());
    facts.put("members", Long.toString(conversation.members()));
    if (conversation.name() != null) {
      facts.put("name", conversation.name());
    }
    return AuditEntry.of(conversation.creator(), "conversation.created")
        .in(conversation.id())
        .named(conversation.id().value() + ".0", conversation.createdAt())
        .with(facts);
  }

  /** A change of a conversation. */
  public static AuditEntry of(Conversation conversation, Change change) {
    return AuditEntry.of(change.actor(), change.kind().event())
        .in(conversation.id())
        .to(change.target())
        .named("%s.%d".formatted(conversation.id().value(), change.number()), change.at())
        .with(change.event().facts());
  }
}
