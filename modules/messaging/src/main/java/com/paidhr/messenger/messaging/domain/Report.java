package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message that a user holds to be against the rules.
 *
 * @param id the message and the reporter, so each reports a message once
 * @param order places it among all reports, the oldest first
 * @param author who wrote the message
 * @param reason in the reporter's words
 * @param excerpt how the message's body began when it was reported, whatever its author made of it;
 *     null where it had files only, or was removed by policy
 * @param attachments how many files the message had
 * @param resolution what a moderator decided, or null while nobody has
 */
public record Report(
    String id,
    String order,
    MessageId message,
    UserId reporter,
    UserId author,
    String reason,
    @Nullable String excerpt,
    int attachments,
    Instant createdAt,
    @Nullable Resolution resolution) {

  /** Whether somebody has decided. */
  @Schema(name = "ReportState")
  public enum State {
    OPEN,
    RESOLVED
  }

  /** What was decided. */
  @Schema(name = "ReportOutcome")
  public enum Outcome {
    /** The message is not against the rules. */
    DISMISSED,
    /** It is, and what follows is done elsewhere. */
    UPHELD,
    /** It is, and it was deleted. */
    MESSAGE_DELETED
  }

  /**
   * A decision.
   *
   * @param note in the moderator's words, or null
   */
  public record Resolution(Outcome outcome, UserId by, Instant at, @Nullable String note) {}

  /** The id of a user's report of a message. */
  public static String idOf(MessageId message, UserId reporter) {
    return message.value() + "~" + reporter.value();
  }

  public State state() {
    return resolution == null ? State.OPEN : State.RESOLVED;
  }
}
