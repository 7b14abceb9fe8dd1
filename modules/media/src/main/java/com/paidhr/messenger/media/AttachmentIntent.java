package com.paidhr.messenger.media;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;

/**
 * The message that is about to carry a file, named before its insert has given it an id. Sender,
 * conversation and {@code clientMessageId} name a message for ever and at most once.
 *
 * @param conversation where the message will stand
 * @param sender who sends it
 * @param clientMessageId the client's key of the message, or the one made for it
 */
public record AttachmentIntent(
    ConversationId conversation, UserId sender, String clientMessageId) {}
