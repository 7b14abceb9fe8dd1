package com.paidhr.messenger.delivery.network;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the simulator did last with attempts of this node, for people who set a profile. */
@ApplicationScoped
public class LastDraws {
  /** So many are kept. */
  static final int KEPT = 100;

  private final Deque<Drawn> newestFirst = new ArrayDeque<>(KEPT);

  /** What was drawn for an attempt, and when the attempt ended. */
  public record Drawn(Instant at, Attempt attempt, Draw draw) {}

  /** Keeps what was drawn for an attempt, each once, and forgets the oldest beyond 100. */
  public synchronized void note(Drawn drawn) {
    newestFirst.removeIf(known -> known.attempt().equals(drawn.attempt()));
    if (newestFirst.size() == KEPT) {
      newestFirst.removeLast();
    }
    newestFirst.addFirst(drawn);
  }

  /** The newest first. */
  public synchronized List<Drawn> all() {
    return List.copyOf(newestFirst);
  }
}
