package com.paidhr.messenger.webhooks.domain;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that was given up. It has no content: what the event says is read again when it is
 * replayed, so nobody is told then of what they may not see any more.
 *
 * @param id the event's
 * @param at where the entry stands; of a gap of all conversations, behind what it begins
 * @param entry what the event tells of; null for a gap of all conversations
 * @param failedAt when it was given up
 * @param error the last failure
 * @param replaying whether it is to be sent once more
 */
public record Letter(
    String id,
    String webhook,
    String type,
    InboxCursor at,
    @Nullable InboxEntry entry,
    Instant failedAt,
    int attempts,
    String error,
    boolean replaying) {

  /** The same after a replay that failed; it keeps its place. */
  public Letter failedAgain(String why) {
    return new Letter(id, webhook, type, at, entry, failedAt, attempts + 1, why, false);
  }
}
