package com.paidhr.messenger.delivery.domain;

import java.time.Duration;

/**
 * A recipient's lane in a conversation that waits, because its next message is still on its way or
 * has to be tried again.
 *
 * @param seq the message that the lane waits with
 * @param attempt the attempt that comes next, counting from 1
 * @param upTo the last message that has been handed to the lane
 * @param failingFor how long nothing has got through, by the queue's clock
 */
public record HeldLane(long seq, int attempt, long upTo, Duration failingFor) {}
