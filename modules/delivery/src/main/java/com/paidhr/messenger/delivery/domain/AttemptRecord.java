package com.paidhr.messenger.delivery.domain;

import java.time.Instant;

/**
 * One try to bring a message to a recipient.
 *
 * @param number 1 for the first
 * @param at when it ended
 * @param worker the node that tried
 * @param outcome {@code ARRIVES} or why it failed, as a constant
 * @param latencyMs how long it was on its way
 * @param error in words, empty when it arrived
 * @param simulated whether the network simulator decided the outcome
 */
public record AttemptRecord(
    int number,
    Instant at,
    String worker,
    String outcome,
    double latencyMs,
    String error,
    boolean simulated) {

  /** The same, at {@code first} at the earliest. */
  AttemptRecord notBefore(Instant first) {
    return new AttemptRecord(
        number, DeliveryRecord.latest(at, first), worker, outcome, latencyMs, error, simulated);
  }
}
