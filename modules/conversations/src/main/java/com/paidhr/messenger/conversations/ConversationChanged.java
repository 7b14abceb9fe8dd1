package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Name, topic, settings, a role or the archived state changed. Fired at least once, on one node;
 * observers deduplicate on conversation and seq.
 *
 * @param user whose role changed, or null
 * @param actor who did it
 * @param seq where the log says so
 */
public record ConversationChanged(
    Instant occurredAt, ConversationId conversation, @Nullable UserId user, UserId actor, long seq)
    implements DomainEvent {}
