package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainEvent;
import java.time.Instant;

/**
 * Who may write in a private conversation is not what it was, and no SYSTEM message says so: its
 * users need not be told who blocks whom. Fired on the node that stored it; the others must not
 * trust for long what they know of a private conversation's writers.
 */
public record WritersChanged(Instant occurredAt, ConversationId conversation)
    implements DomainEvent {}
