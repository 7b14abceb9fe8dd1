package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.DomainEvent;
import java.time.Instant;

/**
 * What a user has read has changed. Fired at most once, on the node that stored it, before the
 * reader is answered. A node that ends in between fires nothing: whoever must not miss it asks
 * {@link MessageChanges#untoldReads}.
 *
 * @param read what is to be told
 */
public record ReadChanged(Instant occurredAt, MessageChanges.UntoldRead read)
    implements DomainEvent {}
