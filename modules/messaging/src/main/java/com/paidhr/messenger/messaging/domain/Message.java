package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.media.AttachmentSummary;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageKind;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageSummary;
import com.paidhr.messenger.messaging.MessageView.SystemFacts;
import com.paidhr.messenger.messaging.domain.Draft.AuthorKey;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored message.
 *
 * @param sender who sent it; of a SYSTEM message the one whose action it reports
 * @param key what makes the send unique: the client's {@code clientMessageId}, or one that begins
 *     with {@link Draft#MADE_HERE}
 * @param fingerprint digest of what was asked for, to tell a repeated send from a changed one
 * @param version 1 at first; grows with each edit and the deletion, which is the last
 * @param revision 0 at first; grows with each change of anything that a reader is shown
 * @param edits what an edited message first said, where the log reads that; else empty
 */
public record Message(
    MessageId id,
    UserId sender,
    String key,
    String fingerprint,
    MessageKind kind,
    @Nullable String body,
    List<AttachmentSummary> attachments,
    @Nullable Quote quote,
    @Nullable MessageId threadOf,
    Mentions mentions,
    List<ReactionMark> reactions,
    @Nullable SystemFacts system,
    Instant createdAt,
    @Nullable Instant editedAt,
    @Nullable Instant deletedAt,
    @Nullable Instant pinnedAt,
    long version,
    long revision,
    List<Edit> edits,
    MessageStatus status,
    MessageCounts counts) {

  /**
   * The message that this one answers, in short.
   *
   * @param version the answered message's version that this shows
   */
  public record Quote(
      MessageId id,
      UserId sender,
      MessageKind kind,
      @Nullable String excerpt,
      boolean deleted,
      long version) {}

  /** The members whom the body names, and whether an admin named all. */
  public record Mentions(List<UserId> users, boolean all) {
    /** Nobody is named. */
    public static final Mentions NONE = new Mentions(List.of(), false);
  }

  /** One user's use of one emoji. */
  public record ReactionMark(String emoji, UserId user) {}

  /**
   * A body that was replaced; null if there were files only.
   *
   * @param version the message's version that had it
   */
  public record Edit(long version, @Nullable String body, Instant replacedAt) {}

  /** The place in the conversation. */
  public long seq() {
    return id.seq();
  }

  /** What only this message of its conversation has. */
  public AuthorKey authorKey() {
    return new AuthorKey(kind == MessageKind.SYSTEM ? Draft.MADE_HERE : sender.value(), key);
  }

  /** Whether only the tombstone is left. */
  public boolean isDeleted() {
    return deletedAt != null;
  }

  /** The thread that an answer to this message belongs to. */
  public MessageId thread() {
    return threadOf == null ? id : threadOf;
  }

  /** What other modules may know. */
  public MessageSummary summary() {
    return new MessageSummary(id, sender, kind, createdAt, status, counts, isDeleted());
  }

  /** This message as one that answers it shows it. */
  public Quote quoted() {
    String excerpt = isDeleted() ? null : Body.excerpt(body);
    return new Quote(id, sender, kind, excerpt, isDeleted(), version);
  }

  /** This message with another quote. */
  public Message quoting(Quote now) {
    return copy(now, edits);
  }

  /** This message with an earlier body. */
  public Message after(Edit earlier) {
    return copy(quote, List.of(earlier));
  }

  private Message copy(@Nullable Quote now, List<Edit> earlier) {
    return new Message(
        id,
        sender,
        key,
        fingerprint,
        kind,
        body,
        attachments,
        now,
        threadOf,
        mentions,
        reactions,
        system,
        createdAt,
        editedAt,
        deletedAt,
        pinnedAt,
        version,
        revision,
        earlier,
        status,
        counts);
  }
}
