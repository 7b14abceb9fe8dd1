package com.paidhr.messenger.conversations.mongo;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Memberships as documents: {@code _id "<conversation>:<user>", conversationId, userId, type, role,
 * epoch, since, current, joinedAt, past [{from, to}], muted, pinned, silencedUntil}. {@code
 * current} says whether there is an open interval; it leads the indexes.
 */
final class MemberDocuments {
  /** What a change of the conversation writes; it leaves the member's own flags alone. */
  static final List<String> RULED_BY_EPOCH =
      List.of("role", "epoch", "since", "current", "joinedAt", "past", "silencedUntil");

  private MemberDocuments() {}

  static String id(ConversationId conversation, UserId user) {
    return conversation.value() + ":" + user.value();
  }

  static Document from(Member member) {
    return new Document("_id", id(member.conversation(), member.user()))
        .append("conversationId", member.conversation().value())
        .append("userId", member.user().value())
        .append("type", member.type().name())
        .append("role", member.role().name())
        .append("epoch", member.epoch())
        .append("since", member.since())
        .append("current", member.current())
        .append("joinedAt", Date.from(member.joinedAt()))
        .append(
            "past",
            member.past().stream()
                .map(interval -> new Document("from", interval.from()).append("to", interval.to()))
                .toList())
        .append("muted", member.muted())
        .append("pinned", member.pinned())
        .append("silencedUntil", dateOf(member.silencedUntil()));
  }

  private static @Nullable Date dateOf(@Nullable Instant time) {
    return time == null ? null : Date.from(time);
  }

  private static @Nullable Instant instantOf(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }

  static Member to(Document document) {
    return new Member(
        new ConversationId(document.getString("conversationId")),
        new UserId(document.getString("userId")),
        ConversationType.valueOf(document.getString("type")),
        MemberRole.valueOf(document.getString("role")),
        document.getLong("epoch"),
        document.getLong("since"),
        ConversationDocuments.instant(document, "joinedAt"),
        document.getList("past", Document.class).stream()
            .map(interval -> new Member.Interval(interval.getLong("from"), interval.getLong("to")))
            .toList(),
        document.getBoolean("muted"),
        document.getBoolean("pinned"),
        instantOf(document.getDate("silencedUntil")));
  }
}
