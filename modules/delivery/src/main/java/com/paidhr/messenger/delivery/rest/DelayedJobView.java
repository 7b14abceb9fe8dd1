package com.paidhr.messenger.delivery.rest;

import com.paidhr.messenger.delivery.control.ListDelayed.Waiting;
import com.paidhr.messenger.delivery.domain.HeldLane;
import com.paidhr.messenger.delivery.domain.Job;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A job that is not due yet: mostly the lane of one recipient in a conversation, which waits while
 * the others go on.
 *
 * @param reason {@code UNDER_WAY}: its first message is on its way; {@code RETRY}: an attempt
 *     failed; {@code REPLAY}: a dead letter is tried again; {@code UNREADABLE}: it is none, and is
 *     put aside when it is due
 * @param dueAt when it goes on
 * @param recipientId who waits, or null where that is everybody
 * @param messageId the message that it waits with, or null where the lane has gone on just now
 * @param attempt the attempt that comes next, counting from 1
 * @param waitingMessages how many messages wait in the lane with it
 * @param spentMs how long the lane has waited between failed attempts since something got through
 * @param simulated whether a network profile is in force towards the recipient
 */
@Schema(name = "DelayedJob")
public record DelayedJobView(
    int partition,
    @Schema(enumeration = {"UNDER_WAY", "RETRY", "REPLAY", "UNREADABLE"}) String reason,
    Instant dueAt,
    @Nullable ConversationId conversationId,
    @Nullable UserId recipientId,
    @Nullable MessageId messageId,
    @Nullable Integer attempt,
    @Nullable Long waitingMessages,
    @Nullable Long spentMs,
    boolean simulated) {

  static DelayedJobView of(Waiting waiting) {
    return waiting
        .delayed()
        .job()
        .map(job ->
            switch (job) {
              case Job.Lane lane -> of(waiting, lane);
              case Job.Replay replay ->
                  replayed(waiting, replay.message(), replay.recipient(), replay.attempt());
              case Job.Fanout fanout -> replayed(waiting, fanout.message(), null, 1);
            })
        .orElseGet(() ->
            new DelayedJobView(
                waiting.delayed().place().partition(),
                "UNREADABLE",
                waiting.delayed().due(),
                null,
                null,
                null,
                null,
                null,
                null,
                false));
  }

  private static DelayedJobView of(Waiting waiting, Job.Lane job) {
    HeldLane lane = waiting.lane();
    return new DelayedJobView(
        waiting.delayed().place().partition(),
        lane != null && lane.hasFailed() ? "RETRY" : "UNDER_WAY",
        waiting.delayed().due(),
        job.conversation(),
        job.recipient(),
        lane == null ? null : new MessageId(job.conversation(), lane.seq()),
        lane == null ? null : Math.max(1, lane.attempt()),
        lane == null ? null : Math.max(1, lane.upTo() - lane.seq() + 1),
        lane == null ? null : lane.spent().toMillis(),
        waiting.simulated());
  }

  private static DelayedJobView replayed(
      Waiting waiting, MessageId message, @Nullable UserId recipient, int attempt) {
    return new DelayedJobView(
        waiting.delayed().place().partition(),
        "REPLAY",
        waiting.delayed().due(),
        message.conversation(),
        recipient,
        message,
        attempt,
        1L,
        null,
        waiting.simulated());
  }
}
