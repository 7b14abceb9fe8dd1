package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.delivery.domain.DeadLetter;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be brought to a recipient.
 *
 * @param recipientId null when the job failed before it knew its recipients
 * @param cause equal for failures of the same kind
 * @param simulated whether the network simulator caused it
 * @param replaying whether it is being tried again
 */
@Schema(name = "DeadLetter")
public record DeadLetterView(
    String id,
    MessageId messageId,
    ConversationId conversationId,
    @Nullable UserId recipientId,
    String cause,
    String error,
    boolean simulated,
    boolean replaying,
    List<AttemptView> attempts,
    Instant failedAt) {

  /** One attempt. */
  @Schema(name = "DeliveryAttempt")
  public record AttemptView(
      int number,
      Instant at,
      String worker,
      String outcome,
      double latencyMs,
      @Nullable String error) {
    static AttemptView of(AttemptRecord attempt) {
      return new AttemptView(
          attempt.number(),
          attempt.at(),
          attempt.worker(),
          attempt.outcome(),
          attempt.latencyMs(),
          attempt.error().isEmpty() ? null : attempt.error());
    }
  }

  static DeadLetterView of(DeadLetter letter) {
    return new DeadLetterView(
        letter.id(),
        letter.message(),
        letter.message().conversation(),
        letter.recipient(),
        letter.cause(),
        letter.error(),
        letter.simulated(),
        letter.replaying(),
        letter.attempts().stream().map(AttemptView::of).toList(),
        letter.failedAt());
  }
}
