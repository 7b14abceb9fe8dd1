package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.Digest;
import com.paidhr.messenger.shared.MediaId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be sent later. The message it becomes carries its key and fingerprint, so it
 * becomes at most one, whoever sends it and however often.
 *
 * @param id unique; with a client's key derived from it, so that the same request meets itself
 * @param key the author's key of the message: the client's, or one made here
 * @param fingerprint digest of what was asked for, the time included
 * @param body null where the content is gone: it was canceled, or stands in the message
 * @param claimedAt when a node last began to send it
 * @param message what it became
 * @param refusal why it became nothing
 */
public record Schedule(
    String id,
    ConversationId conversation,
    UserId sender,
    String key,
    String fingerprint,
    @Nullable String body,
    List<MediaId> attachments,
    @Nullable MessageId replyTo,
    Instant createdAt,
    Instant sendAt,
    State state,
    @Nullable Instant claimedAt,
    @Nullable MessageId message,
    @Nullable Refusal refusal) {

  /** How far it has come. */
  @Schema(name = "ScheduledMessageStatus", description = "What became of a scheduled message")
  public enum State {
    /** Waits for its time; may be canceled. */
    SCHEDULED,
    /** A node has begun to send it; too late to cancel. */
    SENDING,
    /** It is a message now. */
    SENT,
    /** Its time came and it was refused: its author may not write here any more, for instance. */
    DROPPED,
    /** Its author took it back. */
    CANCELED
  }

  /**
   * Why a send was refused.
   *
   * @param type the problem's, such as {@code /problems/not-found}
   */
  @Schema(name = "ScheduleRefusal")
  public record Refusal(String type, String detail) {}

  /** The id of the schedule whose message has the key. */
  public static String idOf(ConversationId conversation, UserId sender, String key) {
    return key.startsWith(Draft.MADE_HERE)
        ? key.substring(Draft.MADE_HERE.length())
        : Digest.of(conversation + "\0" + sender + "\0" + key);
  }

  /** Whether it may still become a message. */
  public boolean isOpen() {
    return state == State.SCHEDULED || state == State.SENDING;
  }
}
