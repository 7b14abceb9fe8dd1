package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A message was pinned or unpinned. Fired on one node, after the store has it.
 *
 * @param pinned whether it is pinned now
 */
public record MessagePinned(Instant occurredAt, MessageId message, UserId user, boolean pinned)
    implements DomainEvent {}
