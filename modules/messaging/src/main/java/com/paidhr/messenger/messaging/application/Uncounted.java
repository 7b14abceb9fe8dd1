package com.paidhr.messenger.messaging.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.paidhr.messenger.messaging.domain.AuthorBlock;
import com.paidhr.messenger.messaging.domain.Draft;
import com.paidhr.messenger.messaging.domain.LogCounts;
import com.paidhr.messenger.messaging.domain.Span;
import com.paidhr.messenger.messaging.domain.Tombstones;
import com.paidhr.messenger.messaging.domain.Tombstones.Tombstone;
import com.paidhr.messenger.messaging.domain.WrittenPlaces;
import com.paidhr.messenger.shared.ConversationId;
import com.paidhr.messenger.shared.MessageId;
import com.paidhr.messenger.shared.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the messages of stretches that are nobody's unread ones: the reader's own, the service's,
 * and others' that are deleted.
 */
@ApplicationScoped
class Uncounted {
  private static final int REMEMBERED = 20_000;

  private final KnownAuthors places;
  private final WrittenBy writtenBy;
  private final Tombstones tombstones;
  private final LogCounts log;

  /** Deleted for certain, and so for ever. */
  private final Cache<MessageId, Boolean> deleted =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /** Consecutive places within one of the smallest blocks. */
  private record Part(AuthorBlock block, int from, int to) {}

  @Inject
  Uncounted(KnownAuthors places, WrittenBy writtenBy, Tombstones tombstones, LogCounts log) {
    this.places = places;
    this.writtenBy = writtenBy;
    this.tombstones = tombstones;
    this.log = log;
  }

  /** How many there are in the spans of each conversation. */
  Map<ConversationId, Long> in(Map<ConversationId, List<Span>> spans, UserId reader) {
    List<AuthorBlock> large = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    spans.forEach(
        (conversation, some) -> some.forEach(span -> split(conversation, span, large, parts)));
    Map<ConversationId, Long> number = new HashMap<>();
    List<String> authors = List.of(Draft.MADE_HERE, reader.value());
    Map<AuthorBlock, Integer> wanted = new HashMap<>();
    parts.forEach(part -> wanted.merge(part.block(), part.to(), Math::max));
    Map<AuthorBlock, WrittenPlaces> known = places.upTo(wanted);
    for (Part part : parts) {
      WrittenPlaces written = known.getOrDefault(part.block(), new WrittenPlaces());
      for (String author : authors) {
        number.merge(
            part.block().conversation(),
            written.writtenBy(author, part.from(), part.to()),
            Long::sum);
      }
    }
    writtenBy
        .of(large, authors)
        .forEach((block, by) ->
            authors.forEach(author ->
                number.merge(block.conversation(), by.getOrDefault(author, 0L), Long::sum)));
    deleted(spans, authors).forEach(id -> number.merge(id.conversation(), 1L, Long::sum));
    return number;
  }

  private static void split(
      ConversationId conversation, Span span, List<AuthorBlock> large, List<Part> parts) {
    long seq = span.from();
    while (seq <= span.to()) {
      AuthorBlock block = AuthorBlock.at(conversation, seq, span);
      if (block == null || block.level() == 0) {
        block = AuthorBlock.around(conversation, seq);
        long last = Math.min(block.span().to(), span.to());
        parts.add(new Part(block, block.placeOf(seq), block.placeOf(last)));
        seq = last + 1;
      } else {
        large.add(block);
        seq = block.span().to() + 1;
      }
    }
  }

  /** Others' deleted messages. */
  private Set<MessageId> deleted(Map<ConversationId, List<Span>> spans, List<String> authors) {
    Set<MessageId> certain = new HashSet<>();
    List<MessageId> uncertain = new ArrayList<>();
    for (Tombstone tombstone : tombstones.in(spans)) {
      if (!authors.contains(tombstone.author())) {
        if (deleted.getIfPresent(tombstone.id()) == null) {
          uncertain.add(tombstone.id());
        } else {
          certain.add(tombstone.id());
        }
      }
    }
    if (!uncertain.isEmpty()) {
      for (MessageId id : log.deleted(uncertain)) {
        certain.add(id);
        deleted.put(id, true);
      }
    }
    return certain;
  }
}
