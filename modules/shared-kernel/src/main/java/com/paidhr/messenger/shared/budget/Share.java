package com.paidhr.messenger.shared.budget;

/** What one user's, or one address's, requests hold together. Guarded by the budget's lock. */
final class Share {
  private final long limit;
  private long held;
  private int requests;

  Share(long limit) {
    this.limit = limit;
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
   * Whether more fits.
   *
   * @param own what the asking request holds of it; one that is alone may exceed the share, or it
   *     could never be answered
   */
  boolean fits(long bytes, long own) {
    return held + bytes <= limit || held == own;
  }
}
