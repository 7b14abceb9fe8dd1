package com.paidhr.messenger.messaging;

/**
 * How far a message has come. It only moves forward: SENT, then DELIVERED or FAILED; a replayed
 * dead letter may turn FAILED into DELIVERED.
 */
public enum MessageStatus {
  /** Stored; some recipient is still waited for. */
  SENT,
  /** Every recipient has it. */
  DELIVERED,
  /** The retry budget of at least one recipient is spent. */
  FAILED
}
