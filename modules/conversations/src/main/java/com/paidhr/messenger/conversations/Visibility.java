package com.paidhr.messenger.conversations;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one user may see of one conversation: the one rule that every reader asks, be it history,
 * search, a stream, a receipt or a file. A snapshot: ask again for each request or push.
 *
 * @param conversation the conversation
 * @param user the user
 * @param rule the rule that decided
 * @param from the first visible seq
 * @param to the last visible seq, inclusive; {@link #OPEN} while there is no end
 * @param since the first seq that is addressed to the user as a member (delivered, counted as
 *     unread, acknowledged by receipts); {@link #OPEN} for one who reads without being a member
 */
public record Visibility(
    ConversationId conversation, UserId user, Rule rule, long from, long to, long since) {

  /** Stands for "no end" as {@code to} and for "never" as {@code since}. */
  public static final long OPEN = Long.MAX_VALUE;

  /** The rules, by the names that {@code GET /admin/visibility} answers. */
  @Schema(name = "VisibilityRule", description = "Why a message is seen or is not")
  public enum Rule {
    /** One of the two users of a private conversation sees everything. */
    PRIVATE_PARTICIPANT,
    /** A member of a group sees the interval that is open now: from the own join on. */
    GROUP_MEMBER,
    /** Every user of the organization sees everything in a channel. */
    CHANNEL_READER,
    /** Not one of the two users of a private conversation, or not a member of the group now. */
    NOT_A_MEMBER,
    /** There is no such conversation. */
    NO_CONVERSATION
  }

  /** Nothing is visible, for the reason given. */
  public static Visibility none(ConversationId conversation, UserId user, Rule rule) {
    return new Visibility(conversation, user, rule, 1, 0, OPEN);
  }

  /** Whether the user may see the message at {@code seq}. */
  public boolean sees(long seq) {
    return seq >= from && seq <= to;
  }

  /**
   * Whether the message at {@code seq} is addressed to the user: visible, and written while they
   * were a member. Only such messages are delivered, count as unread and have receipts of theirs.
   */
  public boolean receives(long seq) {
    return sees(seq) && seq >= since;
  }

  /** Whether it can end by a leave or a kick. */
  public boolean mayEnd() {
    return rule == Rule.GROUP_MEMBER;
  }

  /** Whether nothing at all is visible. */
  public boolean isEmpty() {
    return from > to;
  }
}
