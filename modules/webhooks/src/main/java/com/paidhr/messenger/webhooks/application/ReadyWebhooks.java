package com.paidhr.messenger.webhooks.application;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Webhooks that are to be looked at, each once, in order. One that is being looked at comes again
 * afterwards when something happened meanwhile.
 */
final class ReadyWebhooks {
  private final Set<String> waiting = new LinkedHashSet<>();
  private final Set<String> running = new HashSet<>();
  private final Set<String> again = new HashSet<>();
  private boolean isClosed;

  synchronized void add(String id) {
    if (running.contains(id)) {
      again.add(id);
    } else if (waiting.add(id)) {
      notifyAll();
    }
  }

  /** The next one, waited for; to be given back by {@link #done}. Null when this is closed. */
  synchronized @Nullable String take() throws InterruptedException {
    while (waiting.isEmpty() && !isClosed) {
      wait();
    }
    if (isClosed) {
      return null;
    }
    Iterator<String> first = waiting.iterator();
    String id = first.next();
    first.remove();
    running.add(id);
    return id;
  }

  synchronized void done(String id) {
    running.remove(id);
    if (again.remove(id)) {
      add(id);
    }
    notifyAll();
  }

  synchronized int size() {
    return waiting.size();
  }

  /** Nothing is handed out any more. Waits until all is given back, but not longer than a time. */
  synchronized void close(long millis) throws InterruptedException {
    isClosed = true;
    notifyAll();
    long until = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; !running.isEmpty() && left > 0; ) {
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
  }
}
