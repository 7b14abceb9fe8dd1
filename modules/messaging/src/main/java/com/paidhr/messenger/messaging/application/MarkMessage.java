package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.ConversationType;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.MemberRole;
import com.paidhr.messenger.messaging.MessageChanged;
import com.paidhr.messenger.messaging.MessageChanges.Untold;
import com.paidhr.messenger.messaging.domain.Emoji;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.ReactionMark;
import com.paidhr.messenger.messaging.domain.MessageEdits;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Reactions and pins: sets, so that doing it twice is doing it once. */
@ApplicationScoped
public class MarkMessage {
  private final MessageLog log;
  private final MessageEdits edits;
  private final Conversations conversations;
  private final Announcements announcements;
  private final Clock clock;

  @Inject
  MarkMessage(
      MessageLog log,
      MessageEdits edits,
      Conversations conversations,
      Announcements announcements,
      Clock clock) {
    this.log = log;
    this.edits = edits;
    this.conversations = conversations;
    this.announcements = announcements;
    this.clock = clock;
  }

  /**
   * Adds a reaction; one that is there stays.
   *
   * @throws DomainException with status 404 when the user does not see the message, 403 when they
   *     are not a member, 409 when it is deleted, has 500 reactions or the conversation is
   *     archived, 422 when this is not one emoji
   */
  public void react(UserId user, MessageId id, String emoji) {
    ReactionMark mark = new ReactionMark(oneEmoji(emoji), user);
    Message message = markable(conversations.accessOf(user, id.conversation()), id);
    if (message.reactions().contains(mark)) {
      return;
    }
    Instant now = clock.instant();
    Untold change =
        edits
            .react(id, mark, now)
            .orElseThrow(() ->
                DomainException.conflict(
                    "The message is deleted or has " + MessageEdits.MAX_REACTIONS + " reactions"));
    announcements.announce(new MessageChanged(now, change));
  }

  /**
   * Takes a reaction back; one that is not there stays away. Refuses as {@link #react}, but for
   * what was taken for an emoji when the user gave it.
   */
  public void unreact(UserId user, MessageId id, String emoji) {
    Message message = markable(conversations.accessOf(user, id.conversation()), id);
    ReactionMark given = new ReactionMark(emoji, user);
    ReactionMark mark =
        message.reactions().contains(given) ? given : new ReactionMark(oneEmoji(emoji), user);
    Instant now = clock.instant();
    edits
        .unreact(id, mark, now)
        .ifPresent(change -> announcements.announce(new MessageChanged(now, change)));
  }

  private static String oneEmoji(String text) {
    return Emoji.of(text)
        .orElseThrow(() -> DomainException.invalid("emoji", "A reaction is exactly one emoji"));
  }

  /**
   * Pins the message, or takes the pin off.
   *
   * @throws DomainException with status 404 when the user does not see the message, 403 when they
   *     may not pin here (in a channel admins only), 409 when it is deleted or the conversation is
   *     archived
   */
  public void pin(UserId user, MessageId id, boolean pinned) {
    Access access = conversations.accessOf(user, id.conversation());
    Message message = markable(access, id);
    if (access.type() == ConversationType.CHANNEL && !access.has(MemberRole.ADMIN)) {
      throw DomainException.forbidden("In a channel only admins pin");
    }
    if (message.isDeleted()) {
      throw DomainException.conflict("The message was deleted");
    }
    Instant now = clock.instant();
    edits
        .pin(id, pinned, now)
        .ifPresent(change -> announcements.announce(new MessageChanged(now, change)));
  }

  /** The message, if the user sees it and may leave marks on it. */
  private Message markable(Access access, MessageId id) {
    Message message = Seen.by(access.visibility(), id, log::find);
    if (access.archived()) {
      throw DomainException.conflict("The conversation is archived");
    }
    if (!access.isMember()) {
      throw DomainException.forbidden("Only members may do this");
    }
    access.requireHeard();
    return message;
  }
}
