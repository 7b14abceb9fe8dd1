package com.paidhr.messenger.delivery.domain;

import java.time.Duration;

/**
 * A recipient's lane in a conversation that waits, because its next message is still on its way or
 * has to be tried again.
 *
 * @param seq the message that the lane waits with
 * @param attempt the attempt that comes next, counting from 1; 0 when it is not known yet how long
 *     the first one is under way
 * @param upTo the last message that has been handed to the lane
 * @param spent how long the lane has waited between failed attempts since something got through
 */
public record HeldLane(long seq, int attempt, long upTo, Duration spent) {

  /** Whether a message has been under way, so that its attempt is made now. */
  public boolean waitedWith(long message) {
    return seq == message && attempt > 0;
  }

  /** Whether attempts have failed since something got through. */
  public boolean hasFailed() {
    return attempt > 1 || spent.isPositive();
  }

  /** The number of a message's attempt that comes next. */
  public int numberOf(long message) {
    return waitedWith(message) ? attempt : 1;
  }
}
