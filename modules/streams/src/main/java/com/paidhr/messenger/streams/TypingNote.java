package com.paidhr.messenger.streams;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * {@code typing}: somebody writes.
 *
 * @param expiresInMs for how long to show it, unless it is told again or a message comes
 */
@Schema(name = "TypingEvent", description = "Somebody writes")
public record TypingNote(ConversationId conversationId, UserId userId, long expiresInMs) {}
