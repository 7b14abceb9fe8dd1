package com.paidhr.messenger.delivery;

import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Reads inboxes, those of many users in one round trip per Redis server.
 *
 * <p>Whatever is appended to an inbox is signalled on the user's channel ({@link #signalOf}), in
 * the same script: by {@code SPUBLISH} on a Cluster and by {@code PUBLISH} elsewhere. The payload
 * is empty. A signal may be lost; so look now and then as well.
 */
public interface InboxReader {
  /** Most entries that one answer has per user. */
  int MOST = 1_000;

  /**
   * Where inboxes end now; they are begun where there are none, so that nothing that is appended
   * from now on can be missed. To be asked once per connection.
   */
  Map<UserId, Answer> open(Collection<UserId> users);

  /**
   * What stands behind each user's cursor, oldest first. It writes nothing.
   *
   * @param limit most entries per user, at most {@link #MOST}
   */
  Map<UserId, Answer> read(Map<UserId, InboxCursor> cursors, int limit);

  /** The channel on which appending to the user's inbox is signalled. */
  static String signalOf(UserId user) {
    return "{user:" + user + "}:signal";
  }

  /** What an inbox answers. */
  sealed interface Answer {

    /**
     * Everything behind the cursor, up to the limit.
     *
     * @param entries what stands there; what is not of the known form is left out
     * @param next where to go on
     * @param hasMore whether the limit cut it off
     */
    record Entries(List<InboxEntry> entries, InboxCursor next, boolean hasMore) implements Answer {}

    /**
     * What stood behind the cursor is not all there: the inbox has dropped it, Redis lost it or may
     * have lost it, or the cursor is none of this inbox.
     *
     * @param reason why
     * @param head where to go on once what is missing was fetched elsewhere
     */
    record Gap(Reason reason, InboxCursor head) implements Answer {}

    /** The inbox cannot be read, such as one whose key has the wrong type. */
    record Refused(String reason) implements Answer {}

    /** The server that has the inbox does not answer; others may have. */
    record Away() implements Answer {}
  }

  /** Why there is a gap. */
  enum Reason {
    /** The inbox keeps newer entries only. */
    TRIMMED,
    /** The inbox has begun another life, or the cursor belongs to another inbox. */
    UNKNOWN
  }
}
