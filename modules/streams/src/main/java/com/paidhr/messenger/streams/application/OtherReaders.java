package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Readers of inboxes on this node that are no clients of streams. */
@ApplicationScoped
public class OtherReaders {
  private final Listening listening;
  private final Map<UserId, Runnable> readers = new ConcurrentHashMap<>();

  @Inject
  OtherReaders(Listening listening) {
    this.listening = listening;
  }

  void add(UserId user, Runnable heard) {
    if (readers.put(user, heard) == null) {
      listening.begin(user);
    }
  }

  void remove(UserId user) {
    if (readers.remove(user) != null) {
      listening.end(user);
    }
  }

  /** The user's inbox has something new, or may have. */
  void wake(UserId user) {
    Runnable heard = readers.get(user);
    if (heard != null) {
      heard.run();
    }
  }
}
