package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The erasure of a user, as a job that any node goes on with.
 *
 * @param by who asked for it
 * @param finishedAt null until it is done
 */
public record Erasure(
    String id,
    UserId user,
    Policy policy,
    UserId by,
    Instant requestedAt,
    Progress progress,
    State state,
    @Nullable Instant finishedAt) {

  /** What becomes of what the user wrote. */
  @Schema(name = "ErasurePolicy")
  public enum Policy {
    /** It stays, as written by somebody without a name. */
    ANONYMIZE,
    /** It is removed, with its files. */
    REMOVE
  }

  /** Whether it goes on. */
  @Schema(name = "ErasureState")
  public enum State {
    RUNNING,
    /** A legal hold keeps something; it goes on when that is lifted. */
    HELD,
    DONE
  }

  /**
   * How far it is.
   *
   * @param nameless whether everything but messages and files is gone
   * @param last the last conversation that is done, by id; null when none is
   * @param upTo the last place that is done in the conversation behind it
   * @param messages how many were removed
   * @param skipped whether something was left because it is held
   */
  public record Progress(
      boolean nameless, @Nullable ConversationId last, long upTo, long messages, boolean skipped) {
    /** Nothing is done. */
    public static final Progress NONE = new Progress(false, null, 0, 0, false);

    /** The same with the rest of the user's data gone. */
    public Progress withoutName() {
      return new Progress(true, last, upTo, messages, skipped);
    }

    /** The same with another part of a conversation done. */
    public Progress through(long seq, int removed) {
      return new Progress(nameless, last, seq, messages + removed, skipped);
    }

    /** The same with a conversation done, or left. */
    public Progress behind(ConversationId conversation, boolean isLeft) {
      return new Progress(nameless, conversation, 0, messages, skipped || isLeft);
    }

    /** The same with all conversations to be looked at again. */
    public Progress again() {
      return new Progress(nameless, null, 0, messages, false);
    }
  }
}
