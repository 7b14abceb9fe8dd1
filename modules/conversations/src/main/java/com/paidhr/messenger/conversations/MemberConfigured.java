package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A member muted or pinned a conversation for themselves, or stopped to. Fired at most once, on the
 * node that stored it: whoever must not miss it asks {@link ConversationChanges}.
 */
public record MemberConfigured(Instant occurredAt, ConversationId conversation, UserId user)
    implements DomainEvent {}
