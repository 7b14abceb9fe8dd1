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
  private static final Holding NONE = new Holding(null, Client.PROMPT);

  private final @Nullable MemoryBudget budget;
  private final Client client;
  private final long waitedBefore;

  /** Guarded by the budget's lock, like what follows. */
  final Map<Object, Share> shares = new HashMap<>();

  long bytes;
  private @Nullable Share owner;
  private boolean isEnding;

  Holding(@Nullable MemoryBudget budget, Client client) {
    this.budget = budget;
    this.client = client;
    this.waitedBefore = client.waitedFor();
  }

  /** Joins a share; the last one is the most exact name of its owner. */
  void join(Object name, Share share) {
    share.join(bytes);
    shares.put(name, share);
    owner = share;
  }

  /** What its owner holds. */
  long ofOwner() {
    return owner == null ? 0 : owner.held();
  }

  /** Nanoseconds in which this request has waited for its client. */
  long waitedForClient() {
    return client.waitedFor() - waitedBefore;
  }

  /** Whether it holds something and nobody has ended it yet. */
  boolean canEnd() {
    return bytes > 0 && !isEnding;
  }

  /** Whether it was ended for others. */
  boolean isEnding() {
    return isEnding;
  }

  /** Ends its client, so that what it holds comes back soon. */
  void end() {
    isEnding = true;
    client.end();
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
