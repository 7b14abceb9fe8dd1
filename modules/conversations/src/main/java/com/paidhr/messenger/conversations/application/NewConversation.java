package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.domain.DisplayText;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.PostPolicy;
import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.UserId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A conversation as its creator wants it; everything may still be wrong. */
public record NewConversation(
    @Nullable ConversationType type,
    @Nullable String name,
    @Nullable String topic,
    List<@Nullable UserId> memberIds,
    @Nullable JoinPolicy joinPolicy,
    @Nullable PostPolicy postPolicy,
    @Nullable ReceiptsMode receipts) {

  /** Digest of everything that a repeated start must repeat. */
  String fingerprint() {
    String members = memberIds.stream().map(String::valueOf).collect(Collectors.joining(","));
    return Digest.of(
        Arrays.<@Nullable Object>asList(
                type, normal(name), normal(topic), members, joinPolicy, postPolicy, receipts)
            .stream()
            .map(value -> value == null ? "" : "+" + value)
            .collect(Collectors.joining("\0")));
  }

  private static @Nullable String normal(@Nullable String text) {
    return text == null ? null : DisplayText.normalize(text);
  }
}
