package com.paidhr.messenger.shared.budget;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one accountant of the bytes that requests hold: bodies being read, documents being mapped,
 * answers being written. Whoever needs more than is left waits for a short time, in the order of
 * asking, and is then refused with status 503.
 *
 * <p>It counts what it is told. Those who hold memory for a request say so through {@link Holding}
 * before they take it, in bytes of heap rather than of the network.
 */
public final class MemoryBudget {
  /** Beyond this many nobody waits: a waiting request costs memory, too. */
  private static final int MAX_WAITING = 256;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final BudgetSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Object, Share> shares = new HashMap<>();
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
   */
  public Holding open(String address) {
    Holding holding = new Holding(this);
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
        Share share = shares.computeIfAbsent(owner, _ -> new Share(limit));
        share.join(holding.bytes);
        holding.shares.put(owner, share);
      }
    } finally {
      lock.unlock();
    }
  }

  void take(Holding holding, long bytes) {
    lock.lock();
    try {
      Waiter waiter = new Waiter(holding, bytes, lock.newCondition());
      if (bytes > settings.total() || waiters.size() >= MAX_WAITING) {
        throw refusal();
      }
      if (holding.bytes > 0) {
        waiters.addFirst(waiter); // It keeps others waiting, so it shall finish before them.
      } else {
        waiters.addLast(waiter);
      }
      grant();
      if (!waiter.granted) {
        await(waiter);
      }
    } finally {
      lock.unlock();
    }
  }

  private void await(Waiter waiter) {
    long left = settings.patience().toNanos();
    try {
      while (!waiter.granted && left > 0) {
        left = waiter.changed.awaitNanos(left);
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

  /** Lets those go on who can. Who waits for a share of his own holds nobody else up. */
  private void grant() {
    for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
      Waiter waiter = all.next();
      if (held + waiter.bytes > settings.total()) {
        return;
      }
      Holding holding = waiter.holding;
      boolean fits =
          holding.shares.values().stream()
              .allMatch(share -> share.fits(waiter.bytes, holding.bytes));
      if (fits) {
        all.remove();
        add(holding, waiter.bytes);
        waiter.granted = true;
        waiter.changed.signal();
      }
    }
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
