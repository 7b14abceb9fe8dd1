package com.paidhr.messenger.messaging.application;

import static java.util.Objects.requireNonNull;

import com.paidhr.messenger.conversations.Visibility;
import com.paidhr.messenger.messaging.domain.AuthorBlock;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.LogCounts;
import com.paidhr.messenger.messaging.domain.ReadBucket;
import com.paidhr.messenger.messaging.domain.ReceiptStore;
import com.paidhr.messenger.messaging.domain.ReceiptStore.Reader;
import com.paidhr.messenger.messaging.domain.Span;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
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
 * (neither the reader nor the service), and that no read range covers. Nothing is counted along;
 * the inside of long gaps is counted by {@link AuthorBlock}, the same for all readers.
 */
@ApplicationScoped
public class UnreadCounts {
  private final ReceiptStore receipts;
  private final LogCounts counts;
  private final WrittenBy writtenBy;

  @Inject
  UnreadCounts(ReceiptStore receipts, LogCounts counts, WrittenBy writtenBy) {
    this.receipts = receipts;
    this.counts = counts;
    this.writtenBy = writtenBy;
  }

  /**
   * The unread messages of each conversation.
   *
   * @param lastSeqs the newest visible seq of each conversation; without one nothing is unread
   */
  Map<ConversationId, Long> of(Collection<Visibility> visible, Map<ConversationId, Long> lastSeqs) {
    Map<ConversationId, Long> unread = new HashMap<>();
    visible.forEach(visibility -> unread.put(visibility.conversation(), 0L));
    Map<ConversationId, UserId> readers = new HashMap<>();
    List<AuthorBlock> blocks = new ArrayList<>();
    List<MessageId> singles = new ArrayList<>();
    gaps(visible, lastSeqs)
        .forEach((visibility, gaps) -> {
          readers.put(visibility.conversation(), visibility.user());
          gaps.forEach(gap -> split(visibility.conversation(), gap, blocks, singles));
        });
    counts
        .authors(singles)
        .forEach((id, author) -> {
          if (!author.equals(Draft.MADE_HERE)
              && !author.equals(author(readers, id.conversation()))) {
            unread.merge(id.conversation(), 1L, Long::sum);
          }
        });
    Set<String> authors = new HashSet<>(Set.of(Draft.MADE_HERE));
    readers.values().forEach(reader -> authors.add(reader.value()));
    writtenBy
        .of(blocks, authors)
        .forEach((block, by) -> {
          long unwanted =
              by.getOrDefault(Draft.MADE_HERE, 0L)
                  + by.getOrDefault(author(readers, block.conversation()), 0L);
          unread.merge(block.conversation(), block.span().length() - unwanted, Long::sum);
        });
    return unread;
  }

  private static String author(Map<ConversationId, UserId> readers, ConversationId conversation) {
    return requireNonNull(readers.get(conversation)).value();
  }

  /** Splits a gap into blocks, and the messages before, between and after them. */
  private static void split(
      ConversationId conversation, Span gap, List<AuthorBlock> blocks, List<MessageId> singles) {
    long seq = gap.from();
    while (seq <= gap.to()) {
      AuthorBlock block = AuthorBlock.at(conversation, seq, gap);
      if (block == null) {
        singles.add(new MessageId(conversation, seq));
        seq++;
      } else {
        blocks.add(block);
        seq = block.span().to() + 1;
      }
    }
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
}
