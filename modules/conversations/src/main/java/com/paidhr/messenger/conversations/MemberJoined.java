package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A user became a member. Fired at least once, on one node; observers deduplicate on conversation
 * and seq.
 *
 * @param user the new member
 * @param actor who did it: the member, or the admin who added them
 * @param seq where the log says so: the first message that the member receives
 */
public record MemberJoined(
    Instant occurredAt, ConversationId conversation, UserId user, UserId actor, long seq)
    implements DomainEvent {}
