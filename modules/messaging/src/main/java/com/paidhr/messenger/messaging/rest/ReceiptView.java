package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One user's receipt for one message.
 *
 * @param readAt when the user first read it; null when the message was not addressed to the user
 */
@Schema(name = "Receipt", description = "When a user first read a message")
record ReceiptView(MessageId messageId, UserId userId, @Nullable Instant readAt) {}
