package com.paidhr.messenger.streams;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import com.paidhr.messenger.shared.UserId;
import java.util.List;

/**
 * What a user is told, for readers that are no clients of streams: the same events, read when they
 * are told and shown through the one visibility rule.
 */
public interface UserEvents {

  /**
   * Where the user's inbox ends now; it is begun where there is none, so that nothing from now on
   * can be missed.
   *
   * @throws com.paidhr.messenger.shared.DomainException with status 503 when it does not answer
   */
  InboxCursor head(UserId user);

  /**
   * What stands behind a cursor, or the gap.
   *
   * @param limit most entries
   * @throws com.paidhr.messenger.shared.DomainException with status 503 when the inbox does not
   *     answer
   */
  Told behind(UserId user, InboxCursor cursor, int limit);

  /** What one entry says now; empty when the user may not see it any more. */
  List<UserEvent> of(UserId user, InboxCursor at, InboxEntry entry);

  /** What the user is to fetch since nothing can be told of what stood behind a cursor. */
  UserEvent missing(UserId user, InboxCursor cursor, InboxCursor head);

  /**
   * Calls when the user's inbox has something new, or may have, on a thread that must not be held
   * up. One call is for one user; a later one replaces an earlier one.
   */
  void listen(UserId user, Runnable heard);

  /** Ends {@link #listen}. */
  void forget(UserId user);

  /**
   * Some events and where they lead.
   *
   * @param next where to go on once all of them were told
   * @param hasMore whether the limit cut it off
   */
  record Told(List<UserEvent> events, InboxCursor next, boolean hasMore) {}
}
