package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A user left or was kicked. Fired at least once, on one node; observers deduplicate on
 * conversation and seq.
 *
 * @param user who is not a member any more
 * @param actor who did it: the same user, or the admin who kicked them
 * @param seq where the log says so; the user does not see that message
 */
public record MemberLeft(
    Instant occurredAt, ConversationId conversation, UserId user, UserId actor, long seq)
    implements DomainEvent {}
