package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Access;
import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.application.HistoryPosition.Anchor;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.Page;
import com.paidhr.messenger.shared.PageRequest;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a conversation, ascending by seq. A page is a list of ids, so it costs the same wherever
 * it lies and however long the conversation is. Messages that arrive meanwhile get higher seqs, so
 * no page skips or repeats one.
 */
@ApplicationScoped
public class ReadHistory {
  private final MessageLog log;
  private final LogEnds ends;
  private final Conversations conversations;

  @Inject
  ReadHistory(MessageLog log, LogEnds ends, Conversations conversations) {
    this.log = log;
    this.ends = ends;
    this.conversations = conversations;
  }

  /** The message; status 404 when there is none or the reader does not see it. */
  public MessageView single(UserId reader, MessageId id) {
    Visibility visibility = conversations.accessOf(reader, id.conversation()).visibility();
    return Views.of(visible(visibility, id), visibility);
  }

  /** The message's earlier bodies, oldest first; status 404 as for the message. */
  public List<Message.Edit> edits(UserId reader, MessageId id) {
    return visible(conversations.accessOf(reader, id.conversation()).visibility(), id).edits();
  }

  private Message visible(Visibility visibility, MessageId id) {
    return Optional.of(id)
        .filter(wanted -> visibility.sees(wanted.seq()))
        .flatMap(log::find)
        .orElseThrow(() -> DomainException.notFound("message", id));
  }

  /**
   * A page of at most {@code limit} messages.
   *
   * @return {@code next} continues away from the anchor: towards older messages, except after
   *     {@code AFTER} and {@code AROUND}
   * @throws DomainException with status 404 when the reader may not know the conversation
   */
  public Page<MessageView> page(
      UserId reader, ConversationId conversation, HistoryPosition position, int limit) {
    Access access = conversations.accessOf(reader, conversation);
    Visibility visibility = access.visibility();
    Page<Message> page =
        switch (position.anchor()) {
          case NEWEST -> newest(visibility, limit);
          case BEFORE -> before(visibility, position.seq(), limit);
          case AFTER -> forward(visibility, position.seq() + 1, limit);
          case AROUND -> forward(visibility, position.seq() - limit / 2, limit);
        };
    return page.map(message -> Views.of(message, visibility));
  }

  private Page<Message> forward(Visibility visibility, long first, int limit) {
    long from = Math.max(first, visibility.from());
    long to = Math.min(from + limit, visibility.to());
    List<Message> found = log.range(visibility.conversation(), from, to);
    return Page.ofSurplus(found, limit, last -> cursor(Anchor.AFTER, last.seq()));
  }

  private Page<Message> before(Visibility visibility, long seq, int limit) {
    long to = Math.min(seq - 1, visibility.to());
    if (to < visibility.from()) {
      return new Page<>(List.of(), null);
    }
    List<Message> found = log.range(visibility.conversation(), firstOf(visibility, to, limit), to);
    boolean reachesOver = found.isEmpty() || found.getLast().seq() < to;
    return reachesOver ? newest(visibility, limit) : endingAt(visibility, found);
  }

  /** The last page. The log may have grown beyond what this node knows of its end. */
  private Page<Message> newest(Visibility visibility, int limit) {
    ConversationId conversation = visibility.conversation();
    long hint = Math.min(ends.hint(conversation), visibility.to());
    long first = firstOf(visibility, hint, limit);
    List<Message> found = log.range(conversation, first, Math.min(hint + limit, visibility.to()));
    long last = found.isEmpty() ? 0 : found.getLast().seq();
    boolean grownOver = last == hint + limit;
    boolean hintTooHigh = last < hint;
    if (grownOver || hintTooHigh) {
      last = Math.min(log.tail(conversation, last).seq(), visibility.to());
      found = log.range(conversation, firstOf(visibility, last, limit), last);
    }
    if (hintTooHigh) {
      ends.forget(conversation);
    } else if (last > 0) {
      ends.saw(conversation, last);
    }
    return endingAt(visibility, found.subList(Math.max(0, found.size() - limit), found.size()));
  }

  private static long firstOf(Visibility visibility, long last, int limit) {
    return Math.max(Math.max(last - limit + 1, visibility.from()), 1);
  }

  private static Page<Message> endingAt(Visibility visibility, List<Message> found) {
    boolean more = !found.isEmpty() && found.getFirst().seq() > Math.max(1, visibility.from());
    return new Page<>(found, more ? cursor(Anchor.BEFORE, found.getFirst().seq()) : null);
  }

  private static @Nullable String cursor(Anchor anchor, long seq) {
    return PageRequest.encode(new HistoryPosition(anchor, seq).encoded());
  }
}
