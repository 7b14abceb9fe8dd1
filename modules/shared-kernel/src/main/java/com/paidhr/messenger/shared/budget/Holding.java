package com.paidhr.messenger.shared.budget;

import com.paidhr.messenger.shared.UserId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one request holds of the memory budget. It belongs to an address and, once it is known, to a
 * user. What was taken is given back by {@link #give} or, at the latest, by {@link #close}.
 *
 * <p>Within a request {@link #current} is its holding, on the thread that serves it. Work without a
 * request, such as the delivery's, holds nothing: its amounts are bounded by its own batches.
 */
public final class Holding implements AutoCloseable {
  private static final ScopedValue<Holding> CURRENT = ScopedValue.newInstance();
  private static final Holding NONE = new Holding(null);

  private final @Nullable MemoryBudget budget;

  /** Guarded by the budget's lock, like {@link #bytes}. */
  final Map<Object, Share> shares = new HashMap<>();

  long bytes;

  Holding(@Nullable MemoryBudget budget) {
    this.budget = budget;
  }

  /** The holding of the request that this thread serves; outside of requests one of nothing. */
  public static Holding current() {
    return CURRENT.orElse(NONE);
  }

  /** Serves a request, whose holding is this one. */
  public void serve(Runnable request) {
    ScopedValue.where(CURRENT, this).run(request);
  }

  /** From now on the user's share is charged, too. */
  public void ownedBy(UserId user) {
    if (budget != null) {
      budget.ownedBy(this, user);
    }
  }

  /**
   * Takes so many more bytes of heap.
   *
   * @throws com.paidhr.messenger.shared.DomainException with status 503 when others hold too much
   *     for too long
   */
  public void take(long more) {
    if (budget != null && more > 0) {
      budget.take(this, more);
    }
  }

  /** Gives so many bytes back, at most what is held. */
  public void give(long less) {
    if (budget != null && less > 0) {
      budget.give(this, less);
    }
  }

  /** Gives everything back. */
  @Override
  public void close() {
    if (budget != null) {
      budget.close(this);
    }
  }
}
