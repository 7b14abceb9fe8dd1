package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A message has a new body. Fired on one node, after the store has it.
 *
 * @param editor who edited it: its author
 */
public record MessageEdited(Instant occurredAt, MessageId message, UserId editor)
    implements DomainEvent {}
