package com.paidhr.messenger.webhooks.application;

import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.UserEvents;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Listens for the users who have webhooks, and tells which of these are to be looked at. */
final class Ears {
  private final UserEvents events;
  private final Consumer<String> ready;
  private final Map<UserId, Set<String>> known = new ConcurrentHashMap<>();
  private final Map<UserId, Set<String>> added = new HashMap<>();

  Ears(UserEvents events, Consumer<String> ready) {
    this.events = events;
    this.ready = ready;
  }

  /** One more. */
  synchronized void add(UserId user, String webhook) {
    added.computeIfAbsent(user, key -> new HashSet<>()).add(webhook);
    Set<String> own = new HashSet<>(known.getOrDefault(user, Set.of()));
    own.add(webhook);
    know(user, own);
  }

  /** From now on what is added is kept by the next {@link #keep}. */
  synchronized void beginLook() {
    added.clear();
  }

  /** These, those that were added since the look began, and no others. */
  synchronized void keep(Map<UserId, Set<String>> found) {
    Map<UserId, Set<String>> all = new HashMap<>();
    found.forEach((user, webhooks) -> all.put(user, new HashSet<>(webhooks)));
    added.forEach(
        (user, webhooks) -> all.computeIfAbsent(user, key -> new HashSet<>()).addAll(webhooks));
    Set<UserId> gone = new HashSet<>(known.keySet());
    gone.removeAll(all.keySet());
    gone.forEach(user -> {
      known.remove(user);
      events.forget(user);
    });
    all.forEach(this::know);
  }

  private void know(UserId user, Set<String> webhooks) {
    if (known.put(user, Set.copyOf(webhooks)) == null) {
      events.listen(user, () -> known.getOrDefault(user, Set.of()).forEach(ready));
    }
  }
}
