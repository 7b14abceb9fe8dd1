package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What clients' streams are fed from: per user a short log of what happened, ids only. A lane is a
 * user's place in a conversation; its cursor is the last message that went in (or was given up). A
 * message goes in only behind its predecessor and only once.
 */
public interface Inboxes {

  /**
   * Moves lanes up to a message, putting in everything between. An answer per lane, in the order
   * given; lanes that failed on their own say so, and the others are not affected.
   */
  List<Appended> append(List<Append> lanes);

  /** Cursors of lanes; lanes that have none, or none that can be read, are left out. */
  Map<Job.Lane, Long> cursors(Collection<Job.Lane> lanes);

  /**
   * Moves a lane past a message that is given up. Messages before it that the lane has yet to pass,
   * since Redis has lost the end of the inbox, are told of as a gap.
   *
   * @param since the first message that is addressed to the user; the message itself when that is
   *     not known, and then nothing is told
   * @return false when the lane had passed it: then it went in, or another worker gave it up; or
   *     when the lane or the inbox cannot be read
   */
  boolean skip(Job.Lane lane, long since, MessageId message);

  /** Whether the inbox shows a message, as itself or in a gap. What was dropped is not shown. */
  boolean shows(UserId user, MessageId message);

  /**
   * Tells a user of a message that the lane has passed and that the inbox does not show.
   *
   * @return false when the inbox shows it
   * @throws IllegalStateException when the inbox refuses it
   */
  boolean recover(UserId user, MessageId message);

  /**
   * Tells users of changes, each in the order given. A change of a message that a lane has yet to
   * bring is left out, and so is everything for an inbox that refuses it. May be repeated.
   */
  void tell(Collection<InboxChange> changes);

  /**
   * @param conversation the conversation
   * @param user whose lane
   * @param start the cursor to begin with where the lane has none, or empty when that is not known
   * @param since the first message that is addressed to the user
   * @param upTo the last message that may go in
   */
  record Append(
      ConversationId conversation, UserId user, OptionalLong start, long since, long upTo) {}

  /** What became of one lane. */
  sealed interface Appended {

    /**
     * @param before the cursor before; messages up to it had gone in already
     * @param after the cursor now
     */
    record Moved(long before, long after) implements Appended {}

    /** The lane has no cursor, and none to begin with was given. */
    record Unknown() implements Appended {}

    /** The inbox did not take it. */
    record Refused(String reason) implements Appended {}
  }
}
