package com.paidhr.messenger.streams;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * {@code message.read}: somebody has read messages, or the user has on another device.
 *
 * @param userId who; null where only numbers may be told
 * @param seq the last message that was marked
 */
@Schema(name = "ReadEvent", description = "Messages were marked as read")
public record MessagesRead(ConversationId conversationId, @Nullable UserId userId, long seq) {}
