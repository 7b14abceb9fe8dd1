package com.paidhr.messenger.streams;

import com.paidhr.messenger.shared.ConversationId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * {@code gap}: the stream cannot tell what happened, and says what to fetch instead. What happens
 * from now on follows.
 *
 * @param reason {@code messages} where only the messages named are missing, else {@code trimmed} or
 *     {@code unknown}, and then {@code fetch} has every conversation of the user
 * @param fetch what to fetch; conversations of the client that are not in the list are over when
 *     everything is named
 */
@Schema(name = "GapEvent", description = "What the client has to fetch")
public record GapNote(String reason, List<Fetch> fetch) {

  /**
   * One conversation.
   *
   * @param afterSeq messages behind this one may be missing; a client that has those up to a later
   *     one without a hole may begin there, unless the reason is {@code messages}
   * @param upToSeq the last that may be missing, null where the newest may be
   * @param visibleFrom the first message that the user may see; what the client has from before it
   *     is to be forgotten: the user was out and came back. Null where the reason is {@code
   *     messages}
   * @param changedSince messages that the client has may have changed since then; null where it is
   *     not known since when
   */
  @Schema(name = "GapFetch")
  public record Fetch(
      ConversationId conversationId,
      long afterSeq,
      @Nullable Long upToSeq,
      @Nullable Long visibleFrom,
      @Nullable Instant changedSince) {}
}
