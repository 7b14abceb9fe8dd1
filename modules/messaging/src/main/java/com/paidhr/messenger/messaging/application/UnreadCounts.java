package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.LogCounts;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import com.paidhr.messenger.messaging.domain.Span;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Derives how many messages are unread: those that are for the reader, that nobody but others wrote
 * (neither the reader nor the service), and that no read range covers. Nothing is counted along.
 */
@ApplicationScoped
public class UnreadCounts {
  /** Up to so many uncovered messages of a conversation are looked at one by one. */
  private static final long FEW = 500;

  private final ReceiptStore receipts;
  private final LogCounts counts;

  @Inject
  UnreadCounts(ReceiptStore receipts, LogCounts counts) {
    this.receipts = receipts;
    this.counts = counts;
  }

  /**
   * The unread messages of each conversation.
   *
   * @param lastSeqs the newest visible seq of each conversation; without one nothing is unread
   */
  Map<ConversationId, Long> of(Collection<Visibility> visible, Map<ConversationId, Long> lastSeqs) {
    Map<ConversationId, Long> unread = new HashMap<>();
    Map<Visibility, List<Span>> few = new HashMap<>();
    gaps(visible, lastSeqs)
        .forEach((visibility, gaps) -> {
          if (gaps.stream().mapToLong(Span::length).sum() <= FEW) {
            few.put(visibility, gaps);
          } else {
            unread.put(visibility.conversation(), countMany(visibility, gaps));
          }
        });
    unread.putAll(countFew(few));
    visible.forEach(visibility -> unread.putIfAbsent(visibility.conversation(), 0L));
    return unread;
  }

  private Map<Visibility, List<Span>> gaps(
      Collection<Visibility> visible, Map<ConversationId, Long> lastSeqs) {
    Map<Reader, Long> through =
        receipts.readThrough(visible.stream().map(UnreadCounts::reader).toList());
    Map<Visibility, Span> open = new HashMap<>();
    Map<Reader, List<Long>> wanted = new HashMap<>();
    for (Visibility visibility : visible) {
      Reader reader = reader(visibility);
      long last = Math.min(lastSeqs.getOrDefault(visibility.conversation(), 0L), visibility.to());
      long first =
          Math.max(
              Math.max(through.getOrDefault(reader, 0L) + 1, visibility.since()),
              visibility.from());
      if (first <= last) {
        open.put(visibility, new Span(first, last));
        wanted.put(
            reader,
            LongStream.rangeClosed(ReadBucket.indexOf(first), ReadBucket.indexOf(last))
                .boxed()
                .toList());
      }
    }
    Map<Reader, List<ReadBucket>> buckets = receipts.buckets(wanted);
    Map<Visibility, List<Span>> gaps = new HashMap<>();
    open.forEach((visibility, span) ->
        gaps.put(
            visibility,
            span.without(
                buckets.getOrDefault(reader(visibility), List.of()).stream()
                    .flatMap(bucket -> bucket.ranges().stream())
                    .toList())));
    return gaps;
  }

  private static Reader reader(Visibility visibility) {
    return new Reader(visibility.conversation(), visibility.user());
  }

  private Map<ConversationId, Long> countFew(Map<Visibility, List<Span>> few) {
    List<MessageId> ids = new ArrayList<>();
    Map<ConversationId, String> own = new HashMap<>();
    few.forEach((visibility, gaps) -> {
      own.put(visibility.conversation(), visibility.user().value());
      for (Span gap : gaps) {
        for (long seq = gap.from(); seq <= gap.to(); seq++) {
          ids.add(new MessageId(visibility.conversation(), seq));
        }
      }
    });
    Map<ConversationId, Long> unread = new HashMap<>();
    counts
        .authors(ids)
        .forEach((id, author) -> {
          if (!author.equals(Draft.MADE_HERE) && !author.equals(own.get(id.conversation()))) {
            unread.merge(id.conversation(), 1L, Long::sum);
          }
        });
    return unread;
  }

  private long countMany(Visibility visibility, List<Span> gaps) {
    ConversationId conversation = visibility.conversation();
    Set<MessageId> borders = new HashSet<>();
    for (Span gap : gaps) {
      borders.add(new MessageId(conversation, gap.to()));
      if (gap.from() > 1) {
        borders.add(new MessageId(conversation, gap.from() - 1));
      }
    }
    Map<MessageId, Long> system = counts.systemCounts(borders);
    Span whole = new Span(gaps.getFirst().from(), gaps.getLast().to());
    List<Long> own = counts.seqsBy(conversation, visibility.user().value(), whole);
    long unread = 0;
    for (Span gap : gaps) {
      long systemBefore =
          gap.from() == 1
              ? 0
              : system.getOrDefault(new MessageId(conversation, gap.from() - 1), 0L);
      long systemWithin =
          system.getOrDefault(new MessageId(conversation, gap.to()), 0L) - systemBefore;
      long ownWithin = own.stream().filter(seq -> gap.from() <= seq && seq <= gap.to()).count();
      unread += gap.length() - systemWithin - ownWithin;
    }
    return unread;
  }
}
