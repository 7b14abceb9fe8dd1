package com.paidhr.messenger.delivery.planted;

/** Fails without saying how. */
public final class ThrowsAnything {
  /** Fails. */
  public void fail() {
    throw new RuntimeException("something");
  }
}
