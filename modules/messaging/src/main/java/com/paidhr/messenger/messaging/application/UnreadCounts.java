package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import com.paidhr.messenger.messaging.domain.Span;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Derives how many messages are unread: those that are for the reader, that nobody but others wrote
 * (neither the reader nor the service), that are not deleted and that no read range covers. Nothing
 * is counted along: what is asked of the store is what was read behind a place up to which
 * everything was, and what is deleted; who wrote what never changes, so it is known. That makes two
 * round trips for any number of conversations, and more only where a node meets a log or a reader,
 * or what other nodes wrote, for the first time.
 */
@ApplicationScoped
public class UnreadCounts {
  private final ReceiptStore receipts;
  private final KnownReceipts known;
  private final Uncounted uncounted;

  @Inject
  UnreadCounts(ReceiptStore receipts, KnownReceipts known, Uncounted uncounted) {
    this.receipts = receipts;
    this.known = known;
    this.uncounted = uncounted;
  }

  /**
   * The unread messages of each conversation.
   *
   * @param visible of one user
   * @param lastSeqs the newest visible seq of each conversation; without one nothing is unread
   */
  Map<ConversationId, Long> of(Collection<Visibility> visible, Map<ConversationId, Long> lastSeqs) {
    Map<ConversationId, Long> unread = new HashMap<>();
    visible.forEach(visibility -> unread.put(visibility.conversation(), 0L));
    Map<ConversationId, List<Span>> gaps = new HashMap<>();
    gaps(visible, lastSeqs)
        .forEach((visibility, open) -> {
          if (!open.isEmpty()) {
            gaps.put(visibility.conversation(), open);
          }
        });
    if (!gaps.isEmpty()) {
      UserId reader = visible.iterator().next().user();
      Map<ConversationId, Long> less = uncounted.in(gaps, reader);
      gaps.forEach((conversation, open) ->
          unread.put(
              conversation,
              open.stream().mapToLong(Span::length).sum() - less.getOrDefault(conversation, 0L)));
    }
    return unread;
  }

  private Map<Visibility, List<Span>> gaps(
      Collection<Visibility> visible, Map<ConversationId, Long> lastSeqs) {
    Map<Reader, Long> through = known.startsOf(visible.stream().map(UnreadCounts::reader).toList());
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
    open.forEach((visibility, span) -> {
      Reader reader = reader(visibility);
      List<Span> unread =
          span.without(
              buckets.getOrDefault(reader, List.of()).stream()
                  .flatMap(bucket -> bucket.ranges().stream())
                  .toList());
      long first = unread.isEmpty() ? span.to() : unread.getFirst().from();
      if (first - span.from() > ReadBucket.SIZE) {
        known.forgetStart(reader);
      }
      gaps.put(visibility, unread);
    });
    return gaps;
  }

  private static Reader reader(Visibility visibility) {
    return new Reader(visibility.conversation(), visibility.user());
  }
}
