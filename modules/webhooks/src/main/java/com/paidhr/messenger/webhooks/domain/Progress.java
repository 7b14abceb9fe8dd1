package com.paidhr.messenger.webhooks.domain;

import com.paidhr.messenger.delivery.InboxCursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a webhook is in its user's inbox.
 *
 * @param cursor everything up to it is done
 * @param told the id of the last event that is done of the entry behind the cursor, or null
 * @param deliveredAt when something last got through
 * @param pause why nothing is sent until the owner says so, or null
 */
public record Progress(
    InboxCursor cursor,
    @Nullable String told,
    Tries tries,
    @Nullable Instant deliveredAt,
    @Nullable Pause pause) {

  /** Why a webhook is paused. */
  public enum Pause {
    /** Nothing got through for long. */
    FAILING,
    /** The receiver answered 410: it wants nothing any more. */
    GONE
  }

  /** One that begins at a cursor. */
  public static Progress from(InboxCursor cursor) {
    return new Progress(cursor, null, Tries.NONE, null, null);
  }

  /** Behind a cursor, where nothing is left before it. */
  public Progress at(InboxCursor next) {
    return new Progress(next, null, tries, deliveredAt, pause);
  }

  /** Past an event, in whatever way it is done. */
  public Progress past(String event, @Nullable InboxCursor next) {
    return next == null ? new Progress(cursor, event, tries, deliveredAt, pause) : at(next);
  }

  /** Something got through. */
  public Progress delivered(Instant now) {
    return new Progress(cursor, told, Tries.NONE, now, pause);
  }

  /** Something did not get through. */
  public Progress failed(Tries now) {
    return new Progress(cursor, told, now, deliveredAt, pause);
  }

  /** Nothing waits any more. */
  public Progress rested() {
    return new Progress(cursor, told, tries.rested(), deliveredAt, pause);
  }

  public Progress paused(Pause why) {
    return new Progress(cursor, told, tries, deliveredAt, why);
  }

  /** Whether events may be sent at a time. */
  public boolean isDue(Instant now) {
    Instant next = tries.nextAt();
    return next == null || !now.isBefore(next);
  }
}
