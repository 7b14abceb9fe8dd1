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
 * @param retentionDays 1 to 36,500; 0 removes the policy of its own; for owners
 * @param archived true makes the conversation read-only, false restores it; only alone
 */
@Schema(name = "ConversationChange")
public record EditConversationRequest(
    @Nullable String name,
    @Nullable String topic,
    @Nullable JoinPolicy joinPolicy,
    @Nullable PostPolicy postPolicy,
    @Nullable ReceiptsMode receipts,
    @Schema(
            minimum = "0",
            maximum = "36500",
            description =
                "After how many days messages are removed; 0 for no policy of its own. Only owners"
                    + " may change it")
        @Nullable Integer retentionDays,
    @Nullable Boolean archived) {

  EditConversation.Edit toEdit() {
    return new EditConversation.Edit(name, topic, joinPolicy, postPolicy, receipts, retentionDays);
  }

  boolean editsSomething() {
    return name != null
        || topic != null
        || joinPolicy != null
        || postPolicy != null
        || receipts != null
        || retentionDays != null;
  }
}
