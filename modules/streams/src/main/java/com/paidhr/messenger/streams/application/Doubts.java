package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.UserId;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Users of whom something may have been missed, so that their tokens are to be looked at. */
final class Doubts {
  private final Set<UserId> users = ConcurrentHashMap.newKeySet();

  void add(Collection<UserId> more) {
    users.addAll(more);
  }

  /**
   * Looks at a user who is in doubt. What is missed while that lasts is another doubt, and what the
   * look could not settle stays one.
   */
  void settle(UserId user, Consumer<UserId> look) {
    if (users.remove(user)) {
      try {
        look.accept(user);
      } catch (RuntimeException e) {
        users.add(user);
        throw e;
      }
    }
  }
}
