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
   * A page of at most {@code limit} messages.
   *
   * @return {@code next} continues away from the anchor: towards older messages, except after
   *     {@code AFTER} and {@code AROUND}
   * @throws DomainException with status 404 when the reader may not know the conversation
   */
  public Page<MessageView> page(
      UserId reader, ConversationId conversation, HistoryPosition position, int limit) {
    long known = ends.hint(conversation);
    Visibility visibility = conversations.accessOf(reader, conversation).visibility();
    Page<Message> page =
        switch (position.anchor()) {
          case NEWEST -> newest(visibility, known, limit);
          case BEFORE -> before(visibility, position.seq(), known, limit);
          case AFTER -> forward(visibility, position.seq() + 1, limit);
          case AROUND -> around(visibility, position.seq(), known, limit);
        };
    Visibility still = stillVisible(visibility, page.items(), known);
    List<Message> shown = page.items().stream().filter(m -> still.sees(m.seq())).toList();
    return new Page<>(shown, page.next()).map(message -> Views.of(message, still));
  }

  /**
   * What the reader still sees after reading. Messages beyond {@code known} may have been written
   * after access was asked for, and so after the reader was put out: then it is asked again.
   */
  private Visibility stillVisible(Visibility visibility, List<Message> read, long known) {
    boolean maybeLater = visibility.mayEnd() && !read.isEmpty() && read.getLast().seq() > known;
    if (!read.isEmpty()) {
      ends.saw(visibility.conversation(), read.getLast().seq());
    }
    return maybeLater
        ? conversations.accessOf(visibility.user(), visibility.conversation()).visibility()
        : visibility;
  }

  private Page<Message> forward(Visibility visibility, long first, int limit) {
    long from = Math.max(first, visibility.from());
    long to = Math.min(from + limit, visibility.to());
    List<Message> found = log.range(visibility.conversation(), from, to);
    return Page.ofSurplus(found, limit, last -> cursor(Anchor.AFTER, last.seq()));
  }

  /** Beyond the end the newest messages are the nearest. */
  private Page<Message> around(Visibility visibility, long seq, long known, int limit) {
    Page<Message> page = forward(visibility, seq - limit / 2, limit);
    boolean reachesEnd = page.next() == null;
    boolean isBeyond = page.items().isEmpty() || page.items().getLast().seq() < seq;
    return reachesEnd && isBeyond ? newest(visibility, known, limit) : page;
  }

  private Page<Message> before(Visibility visibility, long seq, long known, int limit) {
    long to = Math.min(seq - 1, visibility.to());
    if (to < visibility.from()) {
      return new Page<>(List.of(), null);
    }
    List<Message> found = log.range(visibility.conversation(), firstOf(visibility, to, limit), to);
    boolean reachesOver = found.isEmpty() || found.getLast().seq() < to;
    return reachesOver ? newest(visibility, known, limit) : endingAt(visibility, found);
  }

  /** The last page. The log may have grown beyond what this node knows of its end. */
  private Page<Message> newest(Visibility visibility, long known, int limit) {
    ConversationId conversation = visibility.conversation();
    long hint = Math.min(known, visibility.to());
    long first = firstOf(visibility, hint, limit);
    long reach = hint + Math.max(limit, LogEnds.STRIDE);
    List<Message> found = log.range(conversation, first, Math.min(reach, visibility.to()));
    long last = found.isEmpty() ? 0 : found.getLast().seq();
    boolean grownOver = last == reach;
    boolean hintTooHigh = last < hint;
    boolean beginsBeyond = found.isEmpty() && visibility.from() > reach;
    if (grownOver || hintTooHigh || beginsBeyond) {
      last = Math.min(log.tail(conversation, last).seq(), visibility.to());
      found = log.range(conversation, firstOf(visibility, last, limit), last);
    }
    if (hintTooHigh) {
      ends.forget(conversation);
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
