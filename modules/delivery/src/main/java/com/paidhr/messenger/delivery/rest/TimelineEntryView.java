package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.domain.AttemptRecord;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a message.
 *
 * @param event {@code accepted}, {@code queued}, {@code distributed}, {@code attempt}, {@code
 *     delivered}, {@code failed}, {@code received} or {@code read}
 * @param userId the recipient concerned, or the sender of {@code accepted}
 * @param worker the node that did it
 * @param attempt of an attempt its number, counting from 1
 * @param outcome of an attempt {@code ARRIVES} or why it failed
 * @param latencyMs of an attempt what the simulated network drew
 * @param simulated of an attempt whether the network simulator had a hand in it
 */
@Schema(name = "TimelineEntry")
public record TimelineEntryView(
    Instant at,
    @Schema(
            enumeration = {
              "accepted",
              "queued",
              "distributed",
              "attempt",
              "delivered",
              "failed",
              "received",
              "read"
            })
        String event,
    @Nullable UserId userId,
    @Nullable String worker,
    @Nullable Integer attempt,
    @Nullable String outcome,
    @Nullable Double latencyMs,
    @Nullable String error,
    @Nullable Boolean simulated) {

  static TimelineEntryView of(Instant at, String event, @Nullable UserId user) {
    return by(at, event, user, null);
  }

  static TimelineEntryView by(
      Instant at, String event, @Nullable UserId user, @Nullable String worker) {
    return new TimelineEntryView(at, event, user, worker, null, null, null, null, null);
  }

  static TimelineEntryView of(UserId user, AttemptRecord attempt) {
    return new TimelineEntryView(
        attempt.at(),
        "attempt",
        user,
        attempt.worker(),
        attempt.number(),
        attempt.outcome(),
        attempt.latencyMs(),
        attempt.error().isEmpty() ? null : attempt.error(),
        attempt.simulated());
  }
}
