package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.MessageView;
import com.paidhr.messenger.messaging.application.HistoryPosition.Anchor;
import com.paidhr.messenger.messaging.domain.Brief;
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
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a conversation, ascending by seq. A page is a list of ids, so it costs the same wherever
 * it lies and however long the conversation is. Messages that arrive meanwhile get higher seqs, so
 * no page skips or repeats one.
 */
@ApplicationScoped
public class ReadHistory {
  private static final long FIRST = 1;

  /** Found messages and, unless they reach the end of the log on their side, how to go on. */
  private record Stretch<T>(List<T> messages, @Nullable HistoryPosition next) {}

  private final MessageLog log;
  private final LogEnds ends;
  private final KnownMessages known;
  private final KnownReaders readers;

  @Inject
  ReadHistory(MessageLog log, LogEnds ends, KnownMessages known, Conversations conversations) {
    this.log = log;
    this.ends = ends;
    this.known = known;
    this.readers = new KnownReaders(conversations);
  }

  /** The message; status 404 when there is none or the reader does not see it. */
  public MessageView single(UserId reader, MessageId id) {
    readers.requireAny(reader, id.conversation());
    Optional<Message> found = whole(id);
    known.read(found.stream().toList());
    Visibility visibility = readers.confirmed(reader, id.conversation());
    return Views.of(visible(visibility, id, found), visibility);
  }

  private Optional<Message> whole(MessageId id) {
    List<Brief<Message>> brief = WholeBodies.briefly(1, () -> log.brief(List.of(id)));
    return WholeBodies.first(log, brief).stream().findFirst();
  }

  /** The message's earlier bodies, oldest first; status 404 as for the message. */
  public Page<Message.Edit> edits(UserId reader, MessageId id, PageRequest page) {
    readers.requireAny(reader, id.conversation());
    Optional<Message> found =
        WholeBodies.briefly(1, () -> log.brief(List.of(id))).stream().map(Brief::value).findFirst();
    long from = page.after(PageRequest::seq).orElse(0L) + 1;
    long last =
        found
            .filter(message -> !message.isDeleted())
            .map(message -> message.version() - 1)
            .orElse(0L);
    long to = Math.min(last, from + page.limit() - 1);
    List<Message.Edit> earlier = from > to ? List.of() : earlier(id, from, to);
    visible(readers.confirmed(reader, id.conversation()), id, found);
    boolean isLast = earlier.isEmpty() || earlier.getLast().version() == last;
    return new Page<>(
        earlier, isLast ? null : PageRequest.encode(Long.toString(earlier.getLast().version())));
  }

  private List<Message.Edit> earlier(MessageId id, long from, long to) {
    List<Brief<Message.Edit>> brief =
        WholeBodies.briefly((int) (to - from + 1), () -> log.earlier(id, from, to));
    return WholeBodies.first(
        brief,
        Message.Edit::version,
        cut -> log.earlier(id, cut.stream().map(Message.Edit::version).toList()));
  }

  private static Message visible(Visibility visibility, MessageId id, Optional<Message> found) {
    return found
        .filter(message -> visibility.sees(message.seq()))
        .orElseThrow(() -> DomainException.notFound("message", id));
  }

  /**
   * A page of at most {@code limit} messages, or fewer where they take more bytes than a page may.
   * Whether the reader may read here at all is known before anything is loaded. What they may see
   * is asked behind it, so nothing shown is younger than that answer, no edit of an old message
   * either. Only a page that would begin before the reader joined is read again, from there on.
   *
   * @return {@code next} continues away from the anchor: towards older messages, except after
   *     {@code AFTER} and {@code AROUND}
   * @throws DomainException with status 404 when the reader may not know the conversation
   */
  public Page<MessageView> page(
      UserId reader, ConversationId conversation, HistoryPosition position, int limit) {
    readers.requireAny(reader, conversation);
    Stretch<Message> read = read(conversation, position, FIRST, limit);
    Visibility visibility = readers.confirmed(reader, conversation);
    if (begins(position, limit) < visibility.from()) {
      read = read(conversation, position, visibility.from(), limit);
      visibility = readers.confirmed(reader, conversation);
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

  private static Page<MessageView> shown(Stretch<Message> stretch, Visibility visibility) {
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
  private Stretch<Message> read(
      ConversationId conversation, HistoryPosition position, long from, int limit) {
    Stretch<Brief<Message>> found = find(conversation, position, from, limit);
    List<Brief<Message>> brief = found.messages();
    if (!brief.isEmpty()) {
      ends.saw(brief.getLast().value());
      known.read(brief.stream().map(Brief::value).toList());
    }
    HistoryPosition next = found.next();
    if (next != null && next.anchor() == Anchor.BEFORE) {
      return endingAt(WholeBodies.last(log, brief), Message::seq);
    }
    List<Message> whole = WholeBodies.first(log, brief);
    boolean reached = position.anchor() != Anchor.AROUND || reaches(whole, position.seq());
    if (!reached && reaches(brief.stream().map(Brief::value).toList(), position.seq())) {
      brief = brief.stream().filter(one -> one.value().seq() >= position.seq()).toList();
      whole = WholeBodies.first(log, brief);
    }
    return whole.size() == brief.size()
        ? new Stretch<>(whole, next)
        : new Stretch<>(whole, new HistoryPosition(Anchor.AFTER, whole.getLast().seq()));
  }

  private static boolean reaches(List<Message> messages, long seq) {
    return !messages.isEmpty() && messages.getLast().seq() >= seq;
  }

  private Stretch<Brief<Message>> find(
      ConversationId conversation, HistoryPosition position, long from, int limit) {
    long known = ends.hint(conversation);
    long seq = position.seq();
    return switch (position.anchor()) {
      case NEWEST -> newest(conversation, from, known, limit);
      case BEFORE -> before(conversation, from, seq, known, limit);
      case AFTER -> forward(conversation, Math.max(from, seq + 1), limit);
      case AROUND -> around(conversation, from, seq, known, limit);
    };
  }

  private List<Brief<Message>> range(
      ConversationId conversation, long first, long last, int limit) {
    return WholeBodies.briefly(limit, () -> log.stretch(conversation, first, last));
  }

  private Stretch<Brief<Message>> forward(ConversationId conversation, long first, int limit) {
    List<Brief<Message>> found = range(conversation, first, first + limit, limit + 1);
    if (found.size() <= limit) {
      return new Stretch<>(found, null);
    }
    List<Brief<Message>> page = found.subList(0, limit);
    return new Stretch<>(page, new HistoryPosition(Anchor.AFTER, last(page)));
  }

  private static long last(List<Brief<Message>> found) {
    return found.isEmpty() ? 0 : found.getLast().value().seq();
  }

  /** Beyond the end the newest messages are the nearest. */
  private Stretch<Brief<Message>> around(
      ConversationId conversation, long from, long seq, long known, int limit) {
    Stretch<Brief<Message>> page = forward(conversation, Math.max(from, seq - limit / 2), limit);
    boolean reachesEnd = page.next() == null;
    boolean isBeyond = last(page.messages()) < seq;
    return reachesEnd && isBeyond ? newest(conversation, from, known, limit) : page;
  }

  private Stretch<Brief<Message>> before(
      ConversationId conversation, long from, long seq, long known, int limit) {
    long to = seq - 1;
    if (to < from) {
      return new Stretch<>(List.of(), null);
    }
    List<Brief<Message>> found = range(conversation, Math.max(to - limit + 1, from), to, limit);
    return last(found) < to
        ? newest(conversation, from, known, limit)
        : endingAt(found, message -> message.value().seq());
  }

  /** The last page. The log may have grown beyond what this node knows of its end. */
  private Stretch<Brief<Message>> newest(
      ConversationId conversation, long from, long known, int limit) {
    long first = Math.max(known - limit + 1, from);
    long reach = known + Math.max(limit, LogEnds.STRIDE);
    List<Brief<Message>> found = range(conversation, first, reach, limit);
    long last = last(found);
    boolean grownOver = last == reach;
    boolean knownTooHigh = last < known;
    boolean beginsBeyond = found.isEmpty() && from > reach;
    if (grownOver || knownTooHigh || beginsBeyond) {
      last = log.tail(conversation, last).seq();
      found = range(conversation, Math.max(last - limit + 1, from), last, limit);
    }
    if (knownTooHigh) {
      ends.forget(conversation);
    }
    return endingAt(
        found.subList(Math.max(0, found.size() - limit), found.size()),
        message -> message.value().seq());
  }

  private static <T> Stretch<T> endingAt(List<T> found, ToLongFunction<T> seq) {
    return new Stretch<>(
        found,
        found.isEmpty()
            ? null
            : new HistoryPosition(Anchor.BEFORE, seq.applyAsLong(found.getFirst())));
  }
}
