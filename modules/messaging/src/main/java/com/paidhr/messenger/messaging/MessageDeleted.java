package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.DomainEvent;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * A message became a tombstone: its place stays, its content is gone. Fired on one node, after the
 * store has it.
 *
 * @param remover who deleted it: its author, or an admin of the conversation or the organization
 */
public record MessageDeleted(Instant occurredAt, MessageId message, UserId remover)
    implements DomainEvent {}
