package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be brought to a recipient.
 *
 * @param id names it; there is one at most per message and recipient
 * @param recipient who misses it, or null when the job failed before it knew its recipients
 * @param cause the kind of failure, equal for failures that have the same reason
 * @param error the last error in words
 * @param simulated whether the network simulator caused it
 * @param attempts every attempt that is known
 * @param failedAt when it was given up
 * @param replaying whether it is being tried again
 */
public record DeadLetter(
    String id,
    MessageId message,
    @Nullable UserId recipient,
    String cause,
    String error,
    boolean simulated,
    List<AttemptRecord> attempts,
    Instant failedAt,
    boolean replaying) {

  /** The number of the attempt that comes next. */
  public int nextAttempt() {
    return 1 + attempts.stream().mapToInt(AttemptRecord::number).max().orElse(0);
  }

  /** The same after a replay that failed. */
  public DeadLetter failedAgain(String cause, List<AttemptRecord> attempts, AttemptRecord last) {
    return new DeadLetter(
        id, message, recipient, cause, last.error(), last.simulated(), attempts, last.at(), false);
  }

  /** The id of the dead letter of a message and a recipient. */
  public static String idOf(MessageId message, @Nullable UserId recipient) {
    return message + (recipient == null ? "" : "~" + recipient);
  }
}
