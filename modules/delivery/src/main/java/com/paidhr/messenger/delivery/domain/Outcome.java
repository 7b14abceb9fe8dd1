package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;

/** What became of one message for one recipient. Most apply to those only who wait for it. */
public sealed interface Outcome {

  MessageId message();

  UserId recipient();

  /**
   * It is in the inbox. The first time stays.
   *
   * @param fresh whether it went in just now; then even a recorded failure is taken back
   */
  record Delivered(MessageId message, UserId recipient, AttemptRecord attempt, boolean fresh)
      implements Outcome {}

  /** An attempt failed and another will follow. */
  record Retried(MessageId message, UserId recipient, AttemptRecord attempt) implements Outcome {}

  /** The last attempt failed; a dead letter says why. */
  record Failed(MessageId message, UserId recipient, AttemptRecord attempt) implements Outcome {}

  /**
   * The recipient has read it and so has it, although it is not in the inbox. The lane goes on as
   * if this were not known, and a dead letter stays.
   *
   * @param at when they read it
   */
  record Read(MessageId message, UserId recipient, Instant at) implements Outcome {}

  /**
   * An attempt of a replay failed: to the recipient the message stays FAILED until one succeeds.
   */
  record Replayed(MessageId message, UserId recipient, AttemptRecord attempt) implements Outcome {}

  /** The recipient may not see the message any more and is no recipient, waiting or failed. */
  record Withdrawn(MessageId message, UserId recipient) implements Outcome {}
}
