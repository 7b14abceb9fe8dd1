package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A user read messages for the first time. Fired on one node, after the store has it; marking
 * messages that were read before fires nothing. Within the range there may be messages that were
 * read earlier. {@link Messages#readTimes} knows who may be told.
 *
 * @param from the first seq
 * @param to the last seq, inclusive
 */
public record MessageRead(
    Instant occurredAt, ConversationId conversation, UserId user, long from, long to)
    implements DomainEvent {}
