package com.paidhr.messenger.conversations.domain;

import static com.paidhr.messenger.conversations.Visibility.OPEN;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.conversations.Visibility.Rule;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one rule: from a conversation and a membership to what the user may see and do. */
public final class AccessRule {
  private AccessRule() {}

  /**
   * What the user sees.
   *
   * @param member the user's present membership, or null
   */
  public static Visibility visibility(
      Conversation conversation, @Nullable Member member, UserId user) {
    boolean isMember = member != null && member.current();
    return switch (conversation.type()) {
      case PRIVATE ->
          conversation.pair().contains(user)
              ? new Visibility(conversation.id(), user, Rule.PRIVATE_PARTICIPANT, 1, OPEN, 1)
              : Visibility.none(conversation.id(), user, Rule.NOT_A_MEMBER);
      case GROUP ->
          member != null && isMember
              ? new Visibility(
                  conversation.id(), user, Rule.GROUP_MEMBER, member.since(), OPEN, member.since())
              : Visibility.none(conversation.id(), user, Rule.NOT_A_MEMBER);
      case CHANNEL ->
          new Visibility(
              conversation.id(),
              user,
              Rule.CHANNEL_READER,
              1,
              OPEN,
              member != null && isMember ? member.since() : OPEN);
    };
  }

  /** What the user may do now; empty when they may not know the conversation. */
  public static Optional<Access> access(
      Conversation conversation, @Nullable Member member, UserId user, Instant now) {
    Visibility visibility = visibility(conversation, member, user);
    if (visibility.isEmpty()) {
      return Optional.empty();
    }
    MemberRole role = roleOf(conversation, member);
    Instant silencedUntil =
        member != null && member.isSilenced(now) ? member.silencedUntil() : null;
    return Optional.of(
        new Access(
            conversation.type(),
            visibility,
            role,
            member == null ? 0 : member.epoch(),
            conversation.receipts(),
            conversation.archived(),
            silencedUntil,
            writeRefusal(conversation, role, user, silencedUntil)));
  }

  /** Why the user may not write to the other of a pair, in words for the client. */
  public static String blockRefusal(Set<UserId> blockers, UserId user) {
    return blockers.contains(user)
        ? "You have blocked this user"
        : "This user does not take messages from you";
  }

  private static @Nullable MemberRole roleOf(Conversation conversation, @Nullable Member member) {
    if (conversation.type() == ConversationType.PRIVATE) {
      return MemberRole.MEMBER;
    }
    return member != null && member.current() ? member.role() : null;
  }

  private static @Nullable String writeRefusal(
      Conversation conversation,
      @Nullable MemberRole role,
      UserId user,
      @Nullable Instant silencedUntil) {
    if (role == null) {
      return "Only members write here";
    }
    if (conversation.archived()) {
      return "The conversation is archived";
    }
    if (silencedUntil != null) {
      return "You may not write here until " + silencedUntil;
    }
    if (!conversation.blockers().isEmpty()) {
      return blockRefusal(conversation.blockers(), user);
    }
    boolean adminsOnly =
        conversation.type() == ConversationType.CHANNEL
            && conversation.postPolicy() == PostPolicy.ADMINS;
    return adminsOnly && !role.includes(MemberRole.ADMIN)
        ? "Only owners and admins write in this channel"
        : null;
  }
}
