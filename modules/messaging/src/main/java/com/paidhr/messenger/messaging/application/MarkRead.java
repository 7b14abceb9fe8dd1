package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Conversations;
import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.MessageChanges.UntoldRead;
import com.paidhr.messenger.messaging.MessageRead;
import com.paidhr.messenger.messaging.ReadChanged;
import com.paidhr.messenger.messaging.application.KnownMessages.Known;
import com.paidhr.messenger.messaging.domain.Brief;
import com.paidhr.messenger.messaging.domain.LogCounts;
import com.paidhr.messenger.messaging.domain.Message;
import com.paidhr.messenger.messaging.domain.MessageLog;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReadRange;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Addition;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import com.paidhr.messenger.messaging.domain.Span;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Records that a user read messages. The time of a first read never moves. A mark that was cut off
 * is completed by repeating it, and by the next that moves the reader's mark past it.
 */
@ApplicationScoped
public class MarkRead {
  private static final int MAX_ATTEMPTS = 100;

  private final MessageLog log;
  private final KnownMessages known;
  private final LogCounts counts;
  private final KnownReceipts receipts;
  private final Conversations conversations;
  private final Announcements announcements;
  private final Clock clock;

  @Inject
  MarkRead(
      MessageLog log,
      KnownMessages known,
      LogCounts counts,
      KnownReceipts receipts,
      Conversations conversations,
      Announcements announcements,
      Clock clock) {
    this.log = log;
    this.known = known;
    this.counts = counts;
    this.receipts = receipts;
    this.conversations = conversations;
    this.announcements = announcements;
    this.clock = clock;
  }

  /**
   * Marks one message, or everything that was for the reader up to it.
   *
   * @return when the reader first read the message: of an own one, when it was sent; empty when it
   *     was not for the reader, who then has no receipt to give
   * @throws DomainException with status 404 when there is no such message or the reader does not
   *     see it
   */
  public Optional<Instant> mark(UserId user, MessageId id, boolean upTo) {
    return mark(conversations.accessOf(user, id.conversation()).visibility(), id, upTo);
  }

  /** The same for one of whom it was just asked what they see. */
  Optional<Instant> mark(Visibility visibility, MessageId id, boolean upTo) {
    UserId user = visibility.user();
    Known message = Seen.by(visibility, id, this::find);
    if (!visibility.receives(id.seq())) {
      return Optional.empty();
    }
    boolean own = message.sender().equals(user);
    if (own && !upTo) {
      return Optional.of(message.createdAt());
    }
    Instant at = latest(clock.instant(), message.createdAt());
    Instant readAt = record(visibility, id, message, upTo, at);
    return Optional.of(own ? message.createdAt() : latest(readAt, message.createdAt()));
  }

  private Optional<Known> find(MessageId id) {
    Known settled = known.find(id);
    if (settled != null) {
      return Optional.of(settled);
    }
    Optional<Message> found = log.brief(List.of(id)).stream().findFirst().map(Brief::value);
    known.read(found.stream().toList());
    return found.map(Known::of);
  }

  /** Nothing is read before it is sent, though another node's clock says when that was. */
  private static Instant latest(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private Instant record(
      Visibility visibility, MessageId id, Known message, boolean upTo, Instant at) {
    Reader reader = new Reader(id.conversation(), visibility.user());
    long seq = id.seq();
    long firstOpen = Math.max(receipts.startOf(reader) + 1, visibility.since());
    Span span = new Span(upTo ? Math.min(firstOpen, seq) : seq, seq);
    Map<Long, ReadBucket> buckets = new HashMap<>();
    boolean isNew = add(reader, span, firstOpen, at, buckets);
    long now = through(reader, firstOpen, seq, buckets);
    boolean moves = now >= firstOpen;
    if (isNew || moves || span.length() > 1 || !message.isDelivered()) {
      announce(reader, moves ? Math.min(firstOpen, seq) : span.from(), seq, at);
    }
    if (moves) {
      announce(reader, seq + 1, now, at);
      receipts.raise(reader, now);
    }
    if (isNew || moves) {
      ReadBucket bucket = buckets.getOrDefault(ReadBucket.indexOf(seq), ReadBucket.empty(0));
      announcements.announce(
          new ReadChanged(
              at,
              new UntoldRead(
                  reader.conversation(),
                  reader.user(),
                  seq,
                  bucket.index(),
                  isNew ? bucket.version() : 0)));
    }
    return Optional.ofNullable(buckets.get(ReadBucket.indexOf(seq)))
        .flatMap(bucket -> bucket.readAt(seq))
        .orElse(at);
  }

  private void announce(Reader reader, long from, long to, Instant at) {
    if (from <= to && !known.areDelivered(reader.conversation(), from, to)) {
      announcements.announceOrFail(
          new MessageRead(at, reader.conversation(), reader.user(), from, to));
    }
  }

  /**
   * Adds what of the span was not read before, and fills in its buckets and that of the first open
   * seq as they are then.
   *
   * @return whether there was something to add
   */
  private boolean add(
      Reader reader, Span span, long firstOpen, Instant at, Map<Long, ReadBucket> buckets) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      buckets.putAll(bucketsOf(reader, span, firstOpen));
      List<Addition> additions = new ArrayList<>();
      for (ReadBucket bucket : buckets.values()) {
        List<ReadRange> fresh =
            bucket.unread(span).stream()
                .map(gap -> new ReadRange(gap.from(), gap.to(), at))
                .toList();
        if (!fresh.isEmpty()) {
          additions.add(new Addition(bucket, fresh));
        }
      }
      if (additions.isEmpty()) {
        return false;
      }
      if (receipts.add(reader, additions)) {
        additions.forEach(
            added -> buckets.put(added.bucket().index(), added.bucket().with(added.ranges())));
        return true;
      }
    }
    throw DomainException.unavailable(
        "Too many mark messages as read here at once", Duration.ofSeconds(1), null);
  }

  private Map<Long, ReadBucket> bucketsOf(Reader reader, Span span, long firstOpen) {
    Set<Long> indexes = new HashSet<>(Set.of(ReadBucket.indexOf(firstOpen)));
    LongStream.rangeClosed(ReadBucket.indexOf(span.from()), ReadBucket.indexOf(span.to()))
        .forEach(indexes::add);
    return receipts.buckets(reader, indexes);
  }

  /**
   * The last seq read with nothing unread before it, from {@code firstOpen} on; one less when there
   * is none. Own messages in between need no reading.
   */
  private long through(Reader reader, long firstOpen, long marked, Map<Long, ReadBucket> buckets) {
    long through = firstOpen - 1;
    long seq = firstOpen;
    while (true) {
      ReadBucket bucket =
          buckets.computeIfAbsent(ReadBucket.indexOf(seq), next -> known(reader, next));
      long unread = bucket.firstUnread(seq);
      through = unread > seq ? unread - 1 : through;
      seq = unread;
      if (ReadBucket.indexOf(unread) == bucket.index()) {
        seq = bucket.nextRead(unread);
        boolean isLast = ReadBucket.indexOf(seq) > bucket.index() && seq > marked;
        if (isLast || !needNoReading(reader, new Span(unread, seq - 1))) {
          return through;
        }
      }
    }
  }

  private boolean needNoReading(Reader reader, Span gap) {
    return needsNoReading(reader, gap.from(), gap.from())
        && needsNoReading(reader, gap.from() + 1, gap.to());
  }

  /** Whether the reader wrote all of these themselves. */
  private boolean needsNoReading(Reader reader, long from, long to) {
    List<MessageId> unknown = new ArrayList<>();
    for (long seq = from; seq <= to; seq++) {
      MessageId id = new MessageId(reader.conversation(), seq);
      Known message = known.find(id);
      if (message == null) {
        unknown.add(id);
      } else if (!message.sender().equals(reader.user())) {
        return false;
      }
    }
    return counts.authors(unknown).values().stream().allMatch(reader.user().value()::equals);
  }

  private ReadBucket known(Reader reader, long index) {
    return receipts.buckets(reader, List.of(index)).getOrDefault(index, ReadBucket.empty(index));
  }
}
