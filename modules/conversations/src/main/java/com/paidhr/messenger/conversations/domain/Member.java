package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is stored about one user in one conversation; it outlives the membership.
 *
 * @param epoch number of the conversation's change that last touched it
 * @param since first seq of the open interval, 0 when the user is not a member now
 * @param joinedAt when the last interval opened
 * @param silencedUntil until when the user may not write here, perhaps past; null for one who was
 *     never silenced, or is heard again
 * @param past closed intervals, the oldest first; only the last {@value #KEPT} are kept
 */
public record Member(
    ConversationId conversation,
    UserId user,
    ConversationType type,
    MemberRole role,
    long epoch,
    long since,
    Instant joinedAt,
    List<Interval> past,
    boolean muted,
    boolean pinned,
    @Nullable Instant silencedUntil) {
  private static final int KEPT = 32;

  /**
   * A membership that is over: seq {@code from} to {@code to}, the latter being the message that
   * ended it.
   */
  public record Interval(long from, long to) {}

  /** Keeps its own copy of the intervals. */
  public Member {
    past = List.copyOf(past);
  }

  /** One who is there from the first message on. */
  public static Member founding(Conversation conversation, UserId user, MemberRole role) {
    return new Member(
        conversation.id(),
        user,
        conversation.type(),
        role,
        conversation.version(),
        1,
        conversation.createdAt(),
        List.of(),
        false,
        false,
        null);
  }

  /** One who joins at {@code seq} and was here never before. */
  public static Member joining(
      Conversation conversation, UserId user, MemberRole role, Change change, long seq) {
    return new Member(
        conversation.id(),
        user,
        conversation.type(),
        role,
        change.number(),
        seq,
        change.at(),
        List.of(),
        false,
        false,
        null);
  }

  /** Whether the user is a member now. */
  public boolean current() {
    return since > 0;
  }

  /** The same, a member again from {@code seq} on. */
  public Member rejoined(MemberRole newRole, Change change, long seq) {
    return new Member(
        conversation,
        user,
        type,
        newRole,
        change.number(),
        seq,
        change.at(),
        past,
        muted,
        pinned,
        asOf(change.at()).silencedUntil());
  }

  /** The same, with the open interval ended at {@code seq}. */
  public Member closed(Change change, long seq) {
    List<Interval> intervals = new ArrayList<>(past);
    intervals.add(new Interval(since, seq));
    List<Interval> kept = intervals.subList(Math.max(0, intervals.size() - KEPT), intervals.size());
    return new Member(
        conversation,
        user,
        type,
        MemberRole.MEMBER,
        change.number(),
        0,
        joinedAt,
        kept,
        muted,
        pinned,
        silencedUntil);
  }

  /** The same in another role. */
  public Member assigned(MemberRole newRole, long changeNumber) {
    return new Member(
        conversation,
        user,
        type,
        newRole,
        changeNumber,
        since,
        joinedAt,
        past,
        muted,
        pinned,
        silencedUntil);
  }

  /** The same, silenced until then, or heard again for null. */
  public Member silenced(@Nullable Instant until, long changeNumber) {
    return new Member(
        conversation, user, type, role, changeNumber, since, joinedAt, past, muted, pinned, until);
  }

  /** The same without a silence that has ended. */
  public Member asOf(Instant now) {
    return silencedUntil == null || now.isBefore(silencedUntil) ? this : silenced(null, epoch);
  }

  /** Whether the user is a member who may not write now. */
  public boolean isSilenced(Instant now) {
    return current() && silencedUntil != null && now.isBefore(silencedUntil);
  }
}
