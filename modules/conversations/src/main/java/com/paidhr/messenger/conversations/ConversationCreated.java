package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/** A conversation was stored with its founding members. Fired once, after the store has it. */
public record ConversationCreated(
    Instant occurredAt, ConversationId conversation, ConversationType type, UserId creator)
    implements DomainEvent {}
