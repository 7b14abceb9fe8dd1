package com.paidhr.messenger.delivery.domain;

import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of a message for one recipient.
 *
 * @param state where it stands
 * @param attempts how many there were, 0 also where that is not kept
 * @param at when it was delivered (read, if that was earlier) or given up; null while it waits, and
 *     where that is not kept
 * @param history the attempts, as far as they are kept: those of a delivery that went well at once
 *     are not
 */
public record RecipientStatus(
    UserId recipient,
    State state,
    int attempts,
    @Nullable Instant at,
    List<AttemptRecord> history) {

  /** Whether the recipient has it. */
  public boolean isDelivered() {
    return state == State.DELIVERED || state == State.READ;
  }

  /**
   * When it was delivered; null while it is not. One who is not told of the recipient's reading
   * learns when it came into the inbox, and null while it has not.
   */
  public @Nullable Instant deliveredAt(boolean toldOfReading) {
    if (!isDelivered() || (state == State.READ && !toldOfReading)) {
      return null;
    }
    return toldOfReading || history.isEmpty() ? at : history.getLast().at();
  }

  /** The same with no time before {@code first}. */
  RecipientStatus notBefore(Instant first) {
    return new RecipientStatus(
        recipient,
        state,
        attempts,
        at == null ? null : DeliveryRecord.latest(at, first),
        history.stream().map(attempt -> attempt.notBefore(first)).toList());
  }

  /** Where a delivery stands. */
  public enum State {
    WAITING,
    DELIVERED,
    /** Read, and so delivered, but not in the inbox. */
    READ,
    FAILED,
    /** May not see the message any more and does not count. */
    WITHDRAWN
  }
}
