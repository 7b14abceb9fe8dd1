package com.paidhr.messenger.delivery.domain;

import java.time.Duration;

/**
 * What becomes of what failed. {@link RetrySettings} alone decides it, for lanes, replays and jobs
 * that fail for a reason of their own.
 */
public sealed interface Fate {

  /** What becomes of an attempt that failed. */
  sealed interface OfAttempt extends Fate {}

  /** It is tried again after a time; a job that fails is when somebody takes it over. */
  record Retry(Duration after) implements OfAttempt {}

  /** Its attempts or its time are used up: a dead letter tells of it. */
  record GiveUp() implements OfAttempt {}

  /** A store does not answer, which is nobody's fault: the job stays taken, and nothing counts. */
  record Wait() implements Fate {}

  /** It cannot even be given up: it goes without a letter, and its messages are found again. */
  record Drop() implements Fate {}
}
