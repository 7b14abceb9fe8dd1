package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Users whose inboxes are to be read, each once, in the order of the signals. */
final class SignalledUsers {
  private final Set<UserId> users = new LinkedHashSet<>();

  synchronized void add(UserId user) {
    if (users.add(user)) {
      notifyAll();
    }
  }

  synchronized void addAll(Collection<UserId> more) {
    if (users.addAll(more)) {
      notifyAll();
    }
  }

  /** Takes users out, waiting for the first, but not longer than a time. */
  synchronized List<UserId> take(int limit, Duration longest) throws InterruptedException {
    long until = System.nanoTime() + longest.toNanos();
    for (long left = longest.toNanos(); users.isEmpty() && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = until - System.nanoTime();
    }
    List<UserId> taken = new ArrayList<>();
    for (Iterator<UserId> all = users.iterator(); all.hasNext() && taken.size() < limit; ) {
      taken.add(all.next());
      all.remove();
    }
    return taken;
  }
}
