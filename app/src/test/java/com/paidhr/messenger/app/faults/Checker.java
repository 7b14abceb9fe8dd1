package com.paidhr.messenger.app.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges a history: what was promised must have been kept in everything that anyone saw. It knows
 * nothing of how the service works.
 */
final class Checker {
  private Checker() {}

  /** A promise that was broken, and where. */
  record Violation(Promise promise, String where) {}

  /** What must hold in every history. */
  enum Promise {
    /** An acknowledged send is stored at its place. */
    ACKNOWLEDGED_IS_STORED,
    /** No send is stored twice, however often it was tried. */
    STORED_ONCE,
    /** What is stored was sent, by that sender, and not refused. */
    NOTHING_FROM_NOWHERE,
    /** The places of a room are 1, 2, 3… */
    NO_HOLE,
    /** A send that began after another was acknowledged stands behind it. */
    IN_ORDER_OF_TIME,
    /** Members may send. */
    MEMBERS_MAY_SEND,
    /** Whoever wrote was a member at that place. */
    ONLY_MEMBERS_SEND,
    /** The log tells of each change that was acknowledged, once. */
    CHANGES_ARE_LOGGED,
    /** A read shows what is stored, at its place and in order. */
    READS_SHOW_THE_LOG,
    /** A read shows everything that was acknowledged before it and is the reader's. */
    READS_ARE_COMPLETE,
    /** A read shows nothing to whom it is not for. */
    READS_ARE_PRIVATE,
    /** An inbox has each message once, in order. */
    INBOX_IN_ORDER,
    /** An inbox has nothing that is not for its user. */
    INBOX_IS_PRIVATE,
    /** An inbox leaves out nothing between two messages. */
    INBOX_WITHOUT_HOLE,
    /** An inbox tells of a message once, as itself or in a gap. */
    INBOX_TELLS_ONCE,
    /** Everything addressed to a user arrived in the inbox. */
    INBOX_COMPLETE,
    /** A stream, with what its gaps let fetch, tells of everything that is the user's. */
    STREAM_COMPLETE,
    /** A stream tells of messages in their order, as long as no gap told to fetch everything. */
    STREAM_IN_ORDER,
    /** A stream tells nothing that its user may not see. */
    STREAM_IS_PRIVATE,
    /** What a stream tells, and tells again, is what is stored. */
    STREAM_TELLS_THE_LOG,
    /** A status never goes back; FAILED ends by a replay or by reading only. */
    STATUS_GOES_FORWARD,
    /** The time of the first delivery never changes. */
    FIRST_DELIVERY_STAYS,
    /** In the end each message is DELIVERED, or FAILED with a dead letter. */
    STATUS_ENDS,
    /** The recipients are those to whom the message was addressed. */
    RECIPIENTS_ARE_THE_MEMBERS,
    /** The time of the first read never changes. */
    FIRST_READ_STAYS,
    /** What was acknowledged or shown as read is shown as read ever after. */
    READ_IS_KEPT,
    /** Nothing is read that its reader did not mark. */
    ONLY_MARKED_IS_READ,
    /** In the end, what was acknowledged as read was delivered. */
    READ_IS_DELIVERED,
    /** In the end, what is unread is what others wrote and the reader did not mark. */
    UNREAD_IS_DERIVED,
    /** No answer but success, refusal, or 503 with Retry-After. */
    ANSWERS_ARE_HONEST
  }

  static List<Violation> violations(History history) {
    List<Violation> found = new ArrayList<>();
    history.oddAnswers.forEach(odd -> found.add(new Violation(Promise.ANSWERS_ARE_HONEST, odd)));
    SendRules.check(history, found);
    MembershipRules.check(history, found);
    ReadRules.check(history, found);
    InboxRules.check(history, found);
    StreamRules.check(history, found);
    StatusRules.check(history, found);
    ReceiptRules.check(history, found);
    return found;
  }
}
