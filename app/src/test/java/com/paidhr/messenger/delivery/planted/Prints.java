package com.paidhr.messenger.delivery.planted;

/** Writes to a standard stream. */
public final class Prints {
  /** Prints. */
  public void print() {
    System.out.println("delivered");
  }
}
