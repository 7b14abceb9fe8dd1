package com.paidhr.messenger.streams;

import com.paidhr.messenger.delivery.InboxCursor;
import com.paidhr.messenger.delivery.InboxEntry;
import org.jspecify.annotations.Nullable;

/**
 * One event as a user's stream would tell it now.
 *
 * @param type its name, as in {@code docs/asyncapi.yaml}
 * @param next where to go on once it was told; null where another event of the same entry follows
 * @param entry what it is told of; null where it says that entries are missing
 * @param json the event as one JSON object
 */
public record UserEvent(
    String type, @Nullable InboxCursor next, @Nullable InboxEntry entry, String json) {}
