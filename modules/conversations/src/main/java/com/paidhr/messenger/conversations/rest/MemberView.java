package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.application.BrowseMembers;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A member.
 *
 * @param joinedSeq seq of the own join, 1 for founding members; in a group the first that they see
 * @param silencedUntil until when they may not write here, or null
 * @param readUpTo up to which seq they have read without a gap, or null
 */
@Schema(name = "Member")
public record MemberView(
    UserId userId,
    MemberRole role,
    Instant joinedAt,
    long joinedSeq,
    @Nullable Instant silencedUntil,
    @Nullable Long readUpTo) {

  static MemberView of(BrowseMembers.Shown shown) {
    return of(shown.member(), shown.readUpTo());
  }

  static MemberView of(Member member, @Nullable Long readUpTo) {
    return new MemberView(
        member.user(),
        member.role(),
        member.joinedAt(),
        member.since(),
        member.silencedUntil(),
        readUpTo);
  }
}
