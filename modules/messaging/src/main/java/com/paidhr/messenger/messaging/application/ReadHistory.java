package com.paidhr.messenger.messaging.application;

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
  private static final long FIRST = 1;

  /** Read messages and, unless they reach the end of the log on their side, how to go on. */
  private record Stretch(List<Message> messages, @Nullable HistoryPosition next) {}

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
    Optional<Message> found = log.find(id);
    Visibility visibility = conversations.accessOf(reader, id.conversation()).visibility();
    return Views.of(visible(visibility, id, found), visibility);
  }

  /** The message's earlier bodies, oldest first; status 404 as for the message. */
  public List<Message.Edit> edits(UserId reader, MessageId id) {
    Optional<Message> found = log.findWithEdits(id);
    Visibility visibility = conversations.accessOf(reader, id.conversation()).visibility();
    return visible(visibility, id, found).edits();
  }

  private static Message visible(Visibility visibility, MessageId id, Optional<Message> found) {
    return found
        .filter(message -> visibility.sees(message.seq()))
        .orElseThrow(() -> DomainException.notFound("message", id));
  }

  /**
   * A page of at most {@code limit} messages. The messages are read first and what the reader may
   * see after them, so nothing shown is younger than that answer, no edit of an old message either.
   * Only a page that would begin before the reader joined is read again, from there on.
   *
   * @return {@code next} continues away from the anchor: towards older messages, except after
   *     {@code AFTER} and {@code AROUND}
   * @throws DomainException with status 404 when the reader may not know the conversation
   */
  public Page<MessageView> page(
      UserId reader, ConversationId conversation, HistoryPosition position, int limit) {
    Stretch read = read(conversation, position, FIRST, limit);
    Visibility visibility = conversations.accessOf(reader, conversation).visibility();
    if (begins(position, limit) < visibility.from()) {
      read = read(conversation, position, visibility.from(), limit);
      visibility = conversations.accessOf(reader, conversation).visibility();
    }
    return shown(read, visibility);
  }

  /** Where the page begins, if a later join would move it on rather than cut it. */
  private static long begins(HistoryPosition position, int limit) {
    return switch (position.anchor()) {
      case NEWEST, BEFORE -> Long.MAX_VALUE;
      case AFTER -> position.seq() + 1;
      case AROUND -> Math.max(FIRST, position.seq() - limit / 2);
    };
  }

  private static Page<MessageView> shown(Stretch stretch, Visibility visibility) {
    List<MessageView> visible =
        stretch.messages().stream()
            .filter(message -> visibility.sees(message.seq()))
            .map(message -> Views.of(message, visibility))
            .toList();
    HistoryPosition next = stretch.next();
    if (next == null || (next.anchor() == Anchor.BEFORE && next.seq() <= visibility.from())) {
      return new Page<>(visible, null);
    }
    return new Page<>(visible, PageRequest.encode(next.encoded()));
  }

  /** The page for one who sees everything from a seq on. */
  private Stretch read(
      ConversationId conversation, HistoryPosition position, long from, int limit) {
    long known = ends.hint(conversation);
    long seq = position.seq();
    Stretch stretch =
        switch (position.anchor()) {
          case NEWEST -> newest(conversation, from, known, limit);
          case BEFORE -> before(conversation, from, seq, known, limit);
          case AFTER -> forward(conversation, Math.max(from, seq + 1), limit);
          case AROUND -> around(conversation, from, seq, known, limit);
        };
    if (!stretch.messages().isEmpty()) {
      ends.saw(conversation, stretch.messages().getLast().seq());
    }
    return stretch;
  }

  private Stretch forward(ConversationId conversation, long first, int limit) {
    List<Message> found = log.range(conversation, first, first + limit);
    if (found.size() <= limit) {
      return new Stretch(found, null);
    }
    List<Message> page = found.subList(0, limit);
    return new Stretch(page, new HistoryPosition(Anchor.AFTER, page.getLast().seq()));
  }

  /** Beyond the end the newest messages are the nearest. */
  private Stretch around(ConversationId conversation, long from, long seq, long known, int limit) {
    Stretch page = forward(conversation, Math.max(from, seq - limit / 2), limit);
    boolean reachesEnd = page.next() == null;
    boolean isBeyond = page.messages().isEmpty() || page.messages().getLast().seq() < seq;
    return reachesEnd && isBeyond ? newest(conversation, from, known, limit) : page;
  }

  private Stretch before(ConversationId conversation, long from, long seq, long known, int limit) {
    long to = seq - 1;
    if (to < from) {
      return new Stretch(List.of(), null);
    }
    List<Message> found = log.range(conversation, Math.max(to - limit + 1, from), to);
    boolean reachesOver = found.isEmpty() || found.getLast().seq() < to;
    return reachesOver ? newest(conversation, from, known, limit) : endingAt(found);
  }

  /** The last page. The log may have grown beyond what this node knows of its end. */
  private Stretch newest(ConversationId conversation, long from, long known, int limit) {
    long first = Math.max(known - limit + 1, from);
    long reach = known + Math.max(limit, LogEnds.STRIDE);
    List<Message> found = log.range(conversation, first, reach);
    long last = found.isEmpty() ? 0 : found.getLast().seq();
    boolean grownOver = last == reach;
    boolean knownTooHigh = last < known;
    boolean beginsBeyond = found.isEmpty() && from > reach;
    if (grownOver || knownTooHigh || beginsBeyond) {
      last = log.tail(conversation, last).seq();
      found = log.range(conversation, Math.max(last - limit + 1, from), last);
    }
    if (knownTooHigh) {
      ends.forget(conversation);
    }
    return endingAt(found.subList(Math.max(0, found.size() - limit), found.size()));
  }

  private static Stretch endingAt(List<Message> found) {
    return new Stretch(
        found, found.isEmpty() ? null : new HistoryPosition(Anchor.BEFORE, found.getFirst().seq()));
  }
}
