package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/**
 * What other modules need to know of a message; never its content.
 *
 * @param sender who sent it; of a SYSTEM message the one whose action it reports
 * @param createdAt when it was accepted
 * @param deleted whether it is a tombstone
 */
public record MessageSummary(
    MessageId id,
    UserId sender,
    MessageKind kind,
    Instant createdAt,
    MessageStatus status,
    MessageCounts counts,
    boolean deleted) {}
