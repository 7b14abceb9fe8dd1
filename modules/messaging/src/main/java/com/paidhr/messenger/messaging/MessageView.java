package com.paidhr.messenger.messaging;

import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message as one user sees it. Every field is always written, as null where there is nothing.
 *
 * @param id {@code <conversation>.<seq>}
 * @param seq the place in the conversation, counting 1, 2, 3… without a hole
 * @param senderId who sent it; of a SYSTEM message the one whose action it reports
 * @param clientMessageId the client's own key, null when it gave none
 * @param body the words as sent; null when there are none or the message was deleted
 * @param attachments the files, empty when the message was deleted
 * @param replyTo the message that this one answers
 * @param replyPreview what the answered message says now; null without {@code replyTo} and where
 *     the reader may not see it
 * @param threadOf the first message of the thread that this one belongs to
 * @param mentions the members named by {@code @name} when it was sent or last edited
 * @param mentionsAll whether an admin named everybody by {@code @all}
 * @param reactions one entry for each emoji, in the order of first use
 * @param editedAt when the body was last changed
 * @param deletedAt when it became a tombstone
 * @param pinnedAt when it was pinned, null while it is not
 * @param version grows with every edit and the deletion; the {@code ETag} of the single message
 * @param revision grows with every change of the message as it is shown, status included; 0 at
 *     first. A client that knows a higher one keeps that
 * @param system what happened, for SYSTEM messages only
 * @param snippet of a message that a search has found the part around the words; null where no
 *     words were searched for or it has none
 */
@Schema(name = "Message", description = "A message as the caller sees it")
public record MessageView(
    MessageId id,
    ConversationId conversationId,
    long seq,
    UserId senderId,
    @Nullable String clientMessageId,
    MessageKind kind,
    @Nullable String body,
    List<AttachmentSummary> attachments,
    @Nullable MessageId replyTo,
    @Nullable ReplyPreview replyPreview,
    @Nullable MessageId threadOf,
    List<UserId> mentions,
    boolean mentionsAll,
    List<Reaction> reactions,
    Instant createdAt,
    @Nullable Instant editedAt,
    @Nullable Instant deletedAt,
    @Nullable Instant pinnedAt,
    long version,
    long revision,
    MessageStatus status,
    MessageCounts counts,
    @Nullable SystemFacts system,
    @Nullable Excerpt snippet) {

  /** The same message as it was found by a search. */
  public MessageView withSnippet(@Nullable Excerpt found) {
    return with(body, found);
  }

  /** The same message with other words. */
  public MessageView saying(@Nullable String words) {
    return with(words, snippet);
  }

  private MessageView with(@Nullable String words, @Nullable Excerpt found) {
    return new MessageView(
        id,
        conversationId,
        seq,
        senderId,
        clientMessageId,
        kind,
        words,
        attachments,
        replyTo,
        replyPreview,
        threadOf,
        mentions,
        mentionsAll,
        reactions,
        createdAt,
        editedAt,
        deletedAt,
        pinnedAt,
        version,
        revision,
        status,
        counts,
        system,
        found);
  }

  /**
   * The part of a body around what was searched for. No markup: the client draws the highlights.
   *
   * @param text at most about 160 characters of the body
   * @param highlights where the words stand in it, ascending
   */
  @Schema(name = "Snippet", description = "The part of the body around the words searched for")
  public record Excerpt(String text, List<Highlight> highlights) {}

  /** From {@code start} to {@code end}, exclusive, in UTF-16 units of the excerpt's text. */
  @Schema(name = "Highlight", description = "Where a word stands in the snippet's text")
  public record Highlight(int start, int end) {}

  /**
   * The answered message in short.
   *
   * @param excerpt its first 200 characters, null when it has no words or was deleted
   */
  @Schema(name = "ReplyPreview")
  public record ReplyPreview(
      MessageId id, UserId senderId, MessageKind kind, @Nullable String excerpt, boolean deleted) {}

  /** Who reacted with one emoji, in the order of reacting. */
  @Schema(name = "Reaction")
  public record Reaction(String emoji, int count, List<UserId> userIds) {}

  /**
   * What a SYSTEM message reports.
   *
   * @param type for instance {@code member.joined}
   * @param facts for instance {@code userId}
   */
  @Schema(name = "SystemFacts")
  public record SystemFacts(String type, Map<String, String> facts) {}
}
