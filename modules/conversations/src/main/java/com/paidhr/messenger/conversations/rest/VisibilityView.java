package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.conversations.application.ExplainVisibility.Explanation;
import com.paidhr.messenger.conversations.domain.Member;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a user sees a message or does not.
 *
 * @param rule the rule that decided
 * @param interval what the rule shows, null for nothing
 * @param receivesFrom the first seq that is addressed to the user as a member, or null
 * @param pastIntervals earlier memberships, which give no right any more
 */
@Schema(name = "VisibilityExplanation")
public record VisibilityView(
    UserId userId,
    MessageId messageId,
    boolean visible,
    Visibility.Rule rule,
    @Nullable Interval interval,
    @Nullable Long receivesFrom,
    @Nullable ConversationType conversationType,
    @Nullable MemberRole role,
    long epoch,
    boolean messageExists,
    List<Interval> pastIntervals,
    String reason) {

  /**
   * A part of a conversation.
   *
   * @param to inclusive; null while it is open
   */
  @Schema(name = "SeqInterval")
  public record Interval(long from, @Nullable Long to) {
    static Interval of(Member.Interval interval) {
      return new Interval(interval.from(), interval.to());
    }
  }

  static VisibilityView of(UserId user, MessageId message, Explanation explained) {
    Visibility visibility = explained.visibility();
    return new VisibilityView(
        user,
        message,
        explained.visible(),
        visibility.rule(),
        visibility.isEmpty() ? null : new Interval(visibility.from(), orNull(visibility.to())),
        orNull(visibility.since()),
        explained.type(),
        explained.role(),
        explained.epoch(),
        explained.messageExists(),
        explained.past().stream().map(Interval::of).toList(),
        explained.reason());
  }

  private static @Nullable Long orNull(long seq) {
    return seq == Visibility.OPEN ? null : seq;
  }
}
