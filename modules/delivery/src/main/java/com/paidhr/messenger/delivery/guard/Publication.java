package com.paidhr.messenger.delivery.guard;

/** What became of jobs that were to be added to the queue. */
public enum Publication {
  ADDED,
  /** The queue has used up its bytes; some of the jobs may have been added. */
  FULL,
  /** The queue does not answer, or its breaker is open; nothing is known about the jobs. */
  UNREACHABLE
}
