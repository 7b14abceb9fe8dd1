package com.paidhr.messenger.delivery.domain;

import java.time.Duration;

/**
 * A recipient's lane in a conversation that waits, because its next message is still on its way or
 * has to be tried again.
 *
 * @param seq the message that the lane waits with
 * @param attempt the attempt that comes next, counting from 1
 * @param upTo the last message that has been handed to the lane
 * @param spent how long the lane has waited between failed attempts since something got through
 */
public record HeldLane(long seq, int attempt, long upTo, Duration spent) {}
