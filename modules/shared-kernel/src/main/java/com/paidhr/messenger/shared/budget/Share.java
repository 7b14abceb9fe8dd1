package com.paidhr.messenger.shared.budget;

/**
 * What one user's, or one address's, requests hold together. The more all others hold, the smaller
 * is what a share may come to, so that something is left for whoever comes next: a share of a
 * quarter is at most a third of what stays free, which is a quarter of all where nobody else holds
 * anything. Guarded by the budget's lock.
 */
final class Share {
  private final long limit;
  private final long total;
  private long held;
  private int requests;
  private int waiting;

  /**
   * @param limit what it may hold where nobody else holds anything
   * @param total what all may hold
   */
  Share(long limit, long total) {
    this.limit = Math.min(limit, total);
    this.total = total;
  }

  long held() {
    return held;
  }

  void join(long bytes) {
    requests++;
    held += bytes;
  }

  /** Returns whether nobody is left. */
  boolean leave(long bytes) {
    requests--;
    held -= bytes;
    return requests == 0;
  }

  void add(long bytes) {
    held += bytes;
  }

  /**
   * Whether more fits. A request that is alone may exceed the share as long as half of everything
   * stays free, or it could never be answered where the budget is small.
   *
   * @param own what the asking request holds of it
   * @param heldByAll what all requests hold
   */
  boolean fits(long bytes, long own, long heldByAll) {
    boolean isAlone = held == own && heldByAll + bytes <= total / 2;
    double free = total - heldByAll - bytes;
    return isAlone || (double) (held + bytes) * (total - limit) <= limit * free;
  }

  /**
   * Takes a place among those that wait; false when the share has none left.
   *
   * @param places of all shares together
   */
  boolean beginWaiting(int places) {
    boolean hasPlace = waiting < Math.max(1, places * (double) limit / total);
    waiting += hasPlace ? 1 : 0;
    return hasPlace;
  }

  void endWaiting() {
    waiting--;
  }
}
