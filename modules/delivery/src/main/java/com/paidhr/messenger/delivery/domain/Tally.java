package com.paidhr.messenger.delivery.domain;

/**
 * Recipients of a message by outcome.
 *
 * @param recipients how many there are
 * @param waiting how many do not have it yet
 * @param failed for how many it was given up
 */
public record Tally(int recipients, int waiting, int failed) {

  /** How many have it. */
  public int delivered() {
    return recipients - waiting - failed;
  }
}
