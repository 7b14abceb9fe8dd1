package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.MessageCounts;
import com.paidhr.messenger.messaging.MessageStatus;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.MessageView.Reaction;
import com.paidhr.messenger.messaging.MessageView.ReplyPreview;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.Message.Mentions;
import com.paidhr.messenger.messaging.domain.Message.Quote;
import com.paidhr.messenger.messaging.domain.Message.ReactionMark;
import com.paidhr.messenger.shared.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How stored messages look to a reader. */
public final class Views {
  private Views() {}

  /** The message as it is now. What it quotes is shown only if the reader may see that, too. */
  public static MessageView of(Message message, Visibility reader) {
    return view(message, seen(message.quote(), reader));
  }

  private static @Nullable Quote seen(@Nullable Quote quote, Visibility reader) {
    return quote != null && reader.sees(quote.id().seq()) ? quote : null;
  }

  /**
   * The message as its sender was first told: later edits, reactions and outcomes are left out, so
   * that a repeated send gets the same answer. Only a deletion shows.
   */
  static MessageView asSent(Message message) {
    return asSent(message, message.quote());
  }

  /** The same for a repeated send: what it quotes may be hidden from its sender by now. */
  static MessageView asSent(Message message, Visibility sender) {
    return asSent(message, seen(message.quote(), sender));
  }

  private static MessageView asSent(Message message, @Nullable Quote quote) {
    String body = message.edits().isEmpty() ? message.body() : message.edits().getFirst().body();
    Message first =
        message.isDeleted()
            ? message
            : new Message(
                message.id(),
                message.sender(),
                message.key(),
                message.fingerprint(),
                message.kind(),
                body,
                message.attachments(),
                message.quote(),
                message.threadOf(),
                message.mentions(),
                List.of(),
                message.system(),
                message.createdAt(),
                null,
                null,
                null,
                1,
                0,
                List.of(),
                MessageStatus.SENT,
                MessageCounts.NONE);
    return view(first, quote);
  }

  private static MessageView view(Message message, @Nullable Quote quote) {
    Quote answered = message.quote();
    boolean deleted = message.isDeleted();
    Mentions mentions = deleted ? Mentions.NONE : message.mentions();
    return new MessageView(
        message.id(),
        message.id().conversation(),
        message.seq(),
        message.sender(),
        message.key().startsWith(Draft.MADE_HERE) ? null : message.key(),
        message.kind(),
        deleted ? null : message.body(),
        deleted ? List.of() : message.attachments(),
        answered == null ? null : answered.id(),
        quote == null ? null : preview(quote),
        message.threadOf(),
        mentions.users(),
        mentions.all(),
        deleted ? List.of() : reactions(message.reactions()),
        message.createdAt(),
        message.editedAt(),
        message.deletedAt(),
        deleted ? null : message.pinnedAt(),
        message.version(),
        message.revision(),
        message.status(),
        message.counts(),
        message.system(),
        null);
  }

  private static ReplyPreview preview(Quote quote) {
    return new ReplyPreview(
        quote.id(), quote.sender(), quote.kind(), quote.excerpt(), quote.deleted());
  }

  private static List<Reaction> reactions(List<ReactionMark> marks) {
    Map<String, List<UserId>> users = new LinkedHashMap<>();
    marks.forEach(
        mark -> users.computeIfAbsent(mark.emoji(), emoji -> new ArrayList<>()).add(mark.user()));
    return users.entrySet().stream()
        .map(use -> new Reaction(use.getKey(), use.getValue().size(), List.copyOf(use.getValue())))
        .toList();
  }
}
