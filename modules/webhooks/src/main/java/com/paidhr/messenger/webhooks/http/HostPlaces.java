package com.paidhr.messenger.webhooks.http;

import java.util.concurrent.ConcurrentHashMap;

/** How many posts are under way to each host. */
final class HostPlaces {
  private final int most;
  private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();

  HostPlaces(int most) {
    this.most = most;
  }

  /** Takes a place; false when there is none. */
  boolean take(String host) {
    boolean[] isTaken = {false};
    taken.compute(
        host,
        (key, known) -> {
          int now = known == null ? 0 : known;
          isTaken[0] = now < most;
          return isTaken[0] ? Integer.valueOf(now + 1) : known;
        });
    return isTaken[0];
  }

  void giveBack(String host) {
    taken.computeIfPresent(host, (key, known) -> known == 1 ? null : Integer.valueOf(known - 1));
  }
}
