package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.application.EditConversation;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.PostPolicy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change; absent fields stay as they are.
 *
 * @param topic an empty text removes it
 * @param archived true makes the conversation read-only, false restores it; only alone
 */
@Schema(name = "ConversationChange")
public record EditConversationRequest(
    @Nullable String name,
    @Nullable String topic,
    @Nullable JoinPolicy joinPolicy,
    @Nullable PostPolicy postPolicy,
    @Nullable ReceiptsMode receipts,
    @Nullable Boolean archived) {

  EditConversation.Edit toEdit() {
    return new EditConversation.Edit(name, topic, joinPolicy, postPolicy, receipts);
  }

  boolean editsSomething() {
    return name != null
        || topic != null
        || joinPolicy != null
        || postPolicy != null
        || receipts != null;
  }
}
