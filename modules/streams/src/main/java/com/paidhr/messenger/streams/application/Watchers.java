package com.paidhr.messenger.streams.application;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import com.paidhr.messenger.streams.domain.StreamEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which clients want to know whether which users are there. */
@ApplicationScoped
public class Watchers {
  /** Most users that one client may watch. */
  static final int MOST = 100;

  private final Listening listening;
  private final Map<UserId, Set<StreamClient>> byUser = new ConcurrentHashMap<>();
  private final Map<StreamClient, Set<UserId>> byClient = new ConcurrentHashMap<>();

  @Inject
  Watchers(Listening listening) {
    this.listening = listening;
  }

  /** From now on the client watches these users and no others. */
  synchronized void watch(StreamClient client, Collection<UserId> users) {
    Set<UserId> wanted = Set.copyOf(users);
    if (wanted.size() > MOST) {
      throw DomainException.invalid("/userIds", "At most " + MOST + " users can be watched");
    }
    Set<UserId> present = new HashSet<>(byClient.getOrDefault(client, Set.of()));
    present.stream().filter(user -> !wanted.contains(user)).forEach(user -> drop(client, user));
    wanted.stream().filter(user -> !present.contains(user)).forEach(user -> add(client, user));
    if (wanted.isEmpty()) {
      byClient.remove(client);
    } else {
      byClient.put(client, wanted);
    }
  }

  private void add(StreamClient client, UserId user) {
    byUser.computeIfAbsent(user, key -> ConcurrentHashMap.newKeySet()).add(client);
    listening.begin(user);
  }

  private void drop(StreamClient client, UserId user) {
    byUser.computeIfPresent(
        user,
        (key, clients) -> {
          clients.remove(client);
          return clients.isEmpty() ? null : clients;
        });
    listening.end(user);
  }

  /** Tells those who watch the user. */
  void tell(UserId user, StreamEvent event) {
    byUser.getOrDefault(user, Set.of()).forEach(client -> client.whisper(event));
  }
}
