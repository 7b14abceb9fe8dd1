package com.paidhr.messenger.messaging;

import com.paidhr.messenger.shared.MessageId;

/**
 * What delivery knows of a message now.
 *
 * @param status the status to move to; SENT when only the counts progress
 * @param counts the recipients by outcome, in absolute numbers. {@code delivered} never declines,
 *     so a change with fewer delivered than are recorded is stale and does nothing
 */
public record StatusChange(MessageId message, MessageStatus status, MessageCounts counts) {}
