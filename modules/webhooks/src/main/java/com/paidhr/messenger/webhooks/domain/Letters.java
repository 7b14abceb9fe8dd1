package com.paidhr.messenger.webhooks.domain;

import com.paidhr.messenger.shared.PageRequest;
import java.util.List;

/** Dead letters of webhooks. */
public interface Letters {

  /** Keeps one, in the place of one of the same id, and of all of its webhook the newest only. */
  void put(Letter letter, int most);

  /** Up to {@code limit + 1}, the newest first, beginning behind the page's position. */
  List<Letter> list(String webhook, PageRequest page);

  /** Where a list goes on behind a letter. */
  String positionOf(Letter letter);

  /** Marks one to be sent again; false when there is none. */
  boolean markReplaying(String webhook, String id);

  /** Marks all to be sent again, and tells how many there are. */
  long markAllReplaying(String webhook);

  /** Some of those that are to be sent again, the oldest first. */
  List<Letter> replaying(String webhook, int most);

  /** Ends a replay that failed, unless the letter is gone, and those that wait for their turn. */
  void endReplays(Letter failed);

  void remove(String id);

  void removeAllOf(String webhook);
}
