package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.MessageId;
import java.time.Instant;

/**
 * A message's status was moved forward. Fired at least once, on one node, after the store has it.
 *
 * @param status the status now
 */
public record MessageStatusChanged(Instant occurredAt, MessageId message, MessageStatus status)
    implements DomainEvent {}
