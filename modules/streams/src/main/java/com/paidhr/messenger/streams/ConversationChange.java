package com.paidhr.messenger.streams;

import com.paidhr.messenger.shared.ConversationId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * {@code conversation.created} and {@code conversation.updated}: fetch it to see how it is now.
 *
 * @param version grows with each change of the conversation; 0 where it is not known
 */
@Schema(name = "ConversationEvent", description = "A conversation is new or changed")
public record ConversationChange(ConversationId conversationId, long version) {}
