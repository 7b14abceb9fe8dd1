package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.DomainEvent;
import java.time.Instant;

/**
 * A stored message was changed. Fired at most once, on the node that changed it, before the answer.
 * A node that ends in between fires nothing: whoever must not miss a change asks {@link
 * MessageChanges#untold}.
 *
 * @param change what is to be told
 */
public record MessageChanged(Instant occurredAt, MessageChanges.Untold change)
    implements DomainEvent {}
