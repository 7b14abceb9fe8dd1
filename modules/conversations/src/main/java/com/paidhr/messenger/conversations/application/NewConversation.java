package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.PostPolicy;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation as its creator wants it; everything may still be wrong. */
public record NewConversation(
    @Nullable ConversationType type,
    @Nullable String name,
    @Nullable String topic,
    List<@Nullable UserId> memberIds,
    @Nullable JoinPolicy joinPolicy,
    @Nullable PostPolicy postPolicy,
    @Nullable ReceiptsMode receipts) {}
