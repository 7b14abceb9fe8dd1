package com.paidhr.messenger.messaging;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a message has come. It only moves forward: SENT, then DELIVERED or FAILED; a replayed
 * dead letter may turn FAILED into DELIVERED.
 */
@Schema(name = "MessageStatus", description = "How far a message has come")
public enum MessageStatus {
  /** Stored; some recipient is still waited for. */
  SENT,
  /** Every recipient has it. */
  DELIVERED,
  /** The retry budget of at least one recipient is spent. */
  FAILED
}
