package com.paidhr.messenger.streams;

import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.shared.ConversationId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * {@code message.created}, {@code .edited}, {@code .deleted}, {@code .reaction}, {@code .pinned}
 * and {@code .status}: a message as it is now. It may be younger than the change.
 *
 * @param version grows with each change of the message
 * @param message the same as over HTTP
 */
@Schema(name = "MessageEvent", description = "A message as it is now")
public record MessageChange(ConversationId conversationId, long version, MessageView message) {}
