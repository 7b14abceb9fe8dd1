package com.paidhr.messenger.delivery.publish;

import com.paidhr.messenger.shared.MessageId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Since when messages were seen here to be undelivered, by {@link System#nanoTime()}. They are
 * looked through in rounds, page by page; what a whole round did not see again is forgotten. No
 * more than {@value #MOST} are remembered.
 */
final class Sightings {
  static final int MOST = 50_000;

  private final Map<MessageId, Long> since = new HashMap<>();
  private final Set<MessageId> round = new HashSet<>();

  /**
   * Notes what a page holds.
   *
   * @param last whether the page ends the round
   */
  void see(Collection<MessageId> page, long now, boolean last) {
    for (MessageId id : page) {
      if (since.size() < MOST) {
        since.putIfAbsent(id, now);
      }
      if (since.containsKey(id)) {
        round.add(id);
      }
    }
    if (last) {
      since.keySet().retainAll(round);
      round.clear();
    }
  }

  /** When the message was seen first; now if that is not remembered. */
  long since(MessageId id, long now) {
    return since.getOrDefault(id, now);
  }

  /** A message that is remembered counts as seen first now, since it was published again. */
  void restart(MessageId id, long now) {
    since.replace(id, now);
  }

  void clear() {
    since.clear();
    round.clear();
  }
}
