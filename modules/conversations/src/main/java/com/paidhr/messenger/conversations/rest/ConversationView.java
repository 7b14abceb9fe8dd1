package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.ReceiptsMode;
import com.paidhr.messenger.conversations.application.BrowseConversations.Overview;
import com.paidhr.messenger.conversations.application.TextMatch;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.JoinPolicy;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.PostPolicy;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as the caller sees it.
 *
 * @param name null for a private conversation
 * @param joinPolicy null for a private conversation
 * @param retentionDays after how many days messages are removed; null where the conversation has no
 *     policy of its own
 * @param ownerId the longest-serving owner; null for a private conversation
 * @param peerId the other user of a private conversation; null for a note to self and elsewhere
 * @param lastSeq seq of the newest message that the caller may see, 0 when there is none
 * @param lastMessage that message, or null
 * @param unreadCount messages of others since the caller became a member that are not read yet
 * @param role null for one who reads a channel without being a member
 */
@Schema(name = "Conversation")
public record ConversationView(
    ConversationId id,
    ConversationType type,
    @Nullable String name,
    @Nullable String topic,
    @Nullable JoinPolicy joinPolicy,
    @Nullable PostPolicy postPolicy,
    ReceiptsMode receipts,
    @Nullable Integer retentionDays,
    Instant createdAt,
    @Nullable UserId ownerId,
    @Nullable UserId peerId,
    boolean archived,
    long memberCount,
    long lastSeq,
    @Schema(ref = "MessagePreview") @Nullable Object lastMessage,
    @Nullable Instant lastActivityAt,
    long unreadCount,
    @Nullable MemberRole role,
    boolean muted,
    boolean pinned) {

  static ConversationView of(Overview overview, UserId reader) {
    Conversation conversation = overview.conversation();
    Member member = overview.member();
    boolean isPrivate = conversation.type() == ConversationType.PRIVATE;
    return new ConversationView(
        conversation.id(),
        conversation.type(),
        conversation.name(),
        conversation.topic(),
        isPrivate ? null : conversation.joinPolicy(),
        conversation.type() == ConversationType.CHANNEL ? conversation.postPolicy() : null,
        conversation.receipts(),
        conversation.retentionDays() == 0 ? null : conversation.retentionDays(),
        conversation.createdAt(),
        isPrivate ? null : conversation.owners().getFirst(),
        TextMatch.peer(conversation, reader).orElse(null),
        conversation.archived(),
        conversation.members(),
        overview.preview().lastSeq(),
        overview.preview().lastMessage(),
        overview.preview().lastActivityAt(),
        overview.preview().unreadCount(),
        overview.access().role(),
        member != null && member.muted(),
        member != null && member.pinned());
  }
}
