package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A user marked messages as read. Fired on one node, after the store has it; the mark is answered
 * when the observers are done, and fails with them. Marking again may fire again, so that what was
 * cut off is completed. Within the range there may be messages that were read earlier, and such
 * that are not read: {@link Messages#knownReads(UserId, java.util.Collection)} knows which, and who
 * may be told.
 *
 * @param from the first seq
 * @param to the last seq, inclusive
 */
public record MessageRead(
    Instant occurredAt, ConversationId conversation, UserId user, long from, long to)
    implements DomainEvent {}
