package com.paidhr.messenger.conversations.personal;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.conversations.domain.Member.Interval;
import com.paidhr.messenger.conversations.domain.MemberStore;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.shared.personaldata.PersonalData;
import com.paidhr.messenger.shared.personaldata.PersonalRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The user's memberships, those that are over among them. */
@ApplicationScoped
class OwnMemberships implements PersonalData {
  private final MemberStore members;

  /**
   * A membership.
   *
   * @param joinedAt when the newest time of membership began
   * @param since the seq that it began with; null when it is over
   * @param past times of membership before, the oldest first; the last 32
   */
  record Line(
      ConversationId conversationId,
      ConversationType type,
      boolean member,
      MemberRole role,
      Instant joinedAt,
      @Nullable Long since,
      List<Interval> past,
      boolean muted,
      boolean pinned,
      @Nullable Instant silencedUntil) {

    static Line of(Member member) {
      return new Line(
          member.conversation(),
          member.type(),
          member.current(),
          member.role(),
          member.joinedAt(),
          member.current() ? member.since() : null,
          member.past(),
          member.muted(),
          member.pinned(),
          member.silencedUntil());
    }
  }

  @Inject
  OwnMemberships(MemberStore members) {
    this.members = members;
  }

  @Override
  public String part() {
    return "memberships";
  }

  @Override
  public void write(UserId user, PersonalRecords records) throws IOException {
    members.forEachEver(user, member -> records.add(Line.of(member)));
  }
}
