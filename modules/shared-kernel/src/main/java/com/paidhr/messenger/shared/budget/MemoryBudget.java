package com.paidhr.messenger.shared.budget;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one accountant of the bytes that requests hold: bodies being read, documents being mapped,
 * answers being written. Whoever needs more than is left waits for a short time, in the order of
 * asking, and is then refused with status 503.
 *
 * <p>A request holds its bytes for as long as its client takes to send a body or to take an answer.
 * While others wait, those end whose owners hold the most and whose clients are the slowest, until
 * what is waited for is free.
 *
 * <p>It counts what it is told. Those who hold memory for a request say so through {@link Holding}
 * before they take it, in bytes of heap rather than of the network.
 */
public final class MemoryBudget {
  /** Beyond this many nobody waits: a waiting request costs memory, too. */
  private static final int MAX_WAITING = 256;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /**
   * Nanoseconds for which a request must have waited for its client before it is ended for others.
   */
  private static final long SLOW = Duration.ofMillis(500).toNanos();

  /** How often one that waits looks for slow ones again. */
  private static final long LOOK_AGAIN = Duration.ofMillis(200).toNanos();

  private static final Comparator<Holding> HEAVIEST_AND_SLOWEST =
      Comparator.comparingLong(Holding::ofOwner)
          .thenComparingLong(Holding::waitedForClient)
          .reversed();

  private final BudgetSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Object, Share> shares = new HashMap<>();
  private final Set<Holding> holdings = new HashSet<>();
  private final Deque<Waiter> waiters = new ArrayDeque<>();
  private long held;
  private long refused;

  /** One that waits for its bytes. */
  private static final class Waiter {
    private final Holding holding;
    private final long bytes;
    private final Condition changed;
    private boolean granted;

    Waiter(Holding holding, long bytes, Condition changed) {
      this.holding = holding;
      this.bytes = bytes;
      this.changed = changed;
    }
  }

  /** A budget of its own; the service has one, made by {@link BudgetProducer}. */
  public MemoryBudget(BudgetSettings settings) {
    this.settings = settings;
  }

  /**
   * Begins to account for a request.
   *
   * @param address where it comes from
   * @param client who it is served for
   */
  public Holding open(String address, Client client) {
    Holding holding = new Holding(this, client);
    join(holding, address, settings.perAddress());
    return holding;
  }

  /** Bytes held now. */
  public long held() {
    lock.lock();
    try {
      return held;
    } finally {
      lock.unlock();
    }
  }

  /** The bytes that all requests together may hold. */
  public long total() {
    return settings.total();
  }

  /** How many requests were refused so far. */
  public long refused() {
    lock.lock();
    try {
      return refused;
    } finally {
      lock.unlock();
    }
  }

  void ownedBy(Holding holding, UserId user) {
    join(holding, user, settings.perUser());
  }

  private void join(Holding holding, Object owner, long limit) {
    lock.lock();
    try {
      if (!holding.shares.containsKey(owner)) {
        holding.join(owner, shares.computeIfAbsent(owner, _ -> new Share(limit, settings.total())));
        holdings.add(holding);
      }
    } finally {
      lock.unlock();
    }
  }

  void take(Holding holding, long bytes) {
    lock.lock();
    try {
      Waiter waiter = new Waiter(holding, bytes, lock.newCondition());
      if (bytes > settings.total()) {
        throw refusal();
      }
      if (holding.bytes > 0) {
        waiters.addFirst(waiter); // It keeps others waiting, so it shall finish before them.
      } else {
        waiters.addLast(waiter);
      }
      grant();
      if (!waiter.granted) {
        waitInPlace(waiter);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits in a place of each share that is asked, or not at all where one has none left. */
  private void waitInPlace(Waiter waiter) {
    List<Share> places =
        waiter.holding.shares.values().stream()
            .filter(share -> share.beginWaiting(MAX_WAITING))
            .toList();
    try {
      boolean hasPlace =
          places.size() == waiter.holding.shares.size() && waiters.size() <= MAX_WAITING;
      await(waiter, hasPlace ? settings.patience() : Duration.ZERO);
    } finally {
      places.forEach(Share::endWaiting);
    }
  }

  private void await(Waiter waiter, Duration patience) {
    long left = patience.toNanos();
    try {
      while (!waiter.granted && left > 0) {
        endSlowOnes(waiter);
        long pause = Math.min(left, LOOK_AGAIN);
        left -= pause - waiter.changed.awaitNanos(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!waiter.granted) {
      waiters.remove(waiter);
      grant();
      throw refusal();
    }
  }

  /**
   * Ends slow ones of owners that hold more than this one's would, as many as free what it waits
   * for. One that has ended gives back its bytes as soon as its thread notices.
   */
  private void endSlowOnes(Waiter waiter) {
    long fair = waiter.holding.ofOwner() + waiter.bytes;
    long freed = holdings.stream().filter(Holding::isEnding).mapToLong(each -> each.bytes).sum();
    List<Holding> slow =
        holdings.stream()
            .filter(each -> each.canEnd() && each.ofOwner() > fair)
            .filter(each -> each.waitedForClient() > SLOW)
            .sorted(HEAVIEST_AND_SLOWEST)
            .toList();
    for (Holding each : slow) {
      if (fits(waiter, held - freed)) {
        return;
      }
      freed += each.bytes;
      each.end();
    }
  }

  /** Lets those go on who can. Who waits for a share of his own holds nobody else up. */
  private void grant() {
    for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
      Waiter waiter = all.next();
      if (fits(waiter, held)) {
        if (held + waiter.bytes > settings.total()) {
          return;
        }
        all.remove();
        add(waiter.holding, waiter.bytes);
        waiter.granted = true;
        waiter.changed.signal();
      }
    }
  }

  /** Whether the shares of one that waits allow it. */
  private static boolean fits(Waiter waiter, long heldByAll) {
    Holding holding = waiter.holding;
    return holding.shares.values().stream()
        .allMatch(share -> share.fits(waiter.bytes, holding.bytes, heldByAll));
  }

  private void add(Holding holding, long bytes) {
    held += bytes;
    holding.bytes += bytes;
    holding.shares.values().forEach(share -> share.add(bytes));
  }

  void give(Holding holding, long bytes) {
    lock.lock();
    try {
      add(holding, -Math.min(bytes, holding.bytes));
      grant();
    } finally {
      lock.unlock();
    }
  }

  void close(Holding holding) {
    lock.lock();
    try {
      held -= holding.bytes;
      holding.shares.forEach((owner, share) -> {
        if (share.leave(holding.bytes)) {
          shares.remove(owner);
        }
      });
      holding.shares.clear();
      holdings.remove(holding);
      holding.bytes = 0;
      grant();
    } finally {
      lock.unlock();
    }
  }

  private DomainException refusal() {
    refused++;
    return DomainException.unavailable(
        "Too much memory is held by requests at the moment", RETRY_AFTER, null);
  }
}
