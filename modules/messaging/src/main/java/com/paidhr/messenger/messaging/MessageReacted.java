package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A user added a reaction to a message or took it back. Fired on one node, after the store has it.
 *
 * @param added whether it was added; false when it was taken back
 */
public record MessageReacted(
    Instant occurredAt, MessageId message, UserId user, String emoji, boolean added)
    implements DomainEvent {}
