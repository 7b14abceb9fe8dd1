package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.domain.Conversation;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to change a conversation, and whether they may.
 *
 * @param role the role now, null for one who is not a member
 */
record Actor(UserId user, @Nullable MemberRole role) {

  /**
   * Refuses with 404 whoever may not know the conversation, and with 409 every change of a private
   * one.
   */
  static Actor in(Conversation conversation, UserId user, Optional<Member> member) {
    if (conversation.type() == ConversationType.PRIVATE) {
      throw conversation.pair().contains(user)
          ? DomainException.conflict(
              "A private conversation keeps its two users and has no settings")
          : DomainException.notFound("conversation", conversation.id());
    }
    MemberRole role = member.filter(Member::current).map(Member::role).orElse(null);
    if (role == null && conversation.type() == ConversationType.GROUP) {
      throw DomainException.notFound("conversation", conversation.id());
    }
    return new Actor(user, role);
  }

  /** Refuses with 403 whoever has less than this role. */
  void require(MemberRole wanted, String what) {
    if (role == null || !role.includes(wanted)) {
      throw DomainException.forbidden(
          (wanted == MemberRole.OWNER ? "Only owners " : "Only owners and admins ") + what);
    }
  }
}
