package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.application.NewConversation;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.PostPolicy;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A conversation to start.
 *
 * @param name 1 to 100 characters; not for a private one
 * @param topic up to 500 characters; not for a private one
 * @param memberIds who is a member besides the caller; exactly one for a private one, the caller
 *     for a note to self
 * @param joinPolicy groups only; INVITE unless given
 * @param postPolicy channels only; MEMBERS unless given
 * @param receipts FULL unless given; not for a private one
 */
@Schema(name = "NewConversation")
public record CreateConversationRequest(
    @Schema(required = true) @Nullable ConversationType type,
    @Schema(minLength = 1, maxLength = 100) @Nullable String name,
    @Schema(maxLength = 500) @Nullable String topic,
    @Schema(
            description =
                "Members besides the caller; exactly one of a private conversation, the caller's own id for a note to self. Up to 10,000 at"
                    + " once, more by inviting them",
            maxItems = 10_000)
        @Nullable List<@Nullable UserId> memberIds,
    @Nullable JoinPolicy joinPolicy,
    @Nullable PostPolicy postPolicy,
    @Nullable ReceiptsMode receipts) {

  NewConversation toCommand() {
    return new NewConversation(
        type,
        name,
        topic,
        memberIds == null ? List.of() : memberIds,
        joinPolicy,
        postPolicy,
        receipts);
  }
}
