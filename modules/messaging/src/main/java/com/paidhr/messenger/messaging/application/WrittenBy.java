package com.paidhr.messenger.messaging.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.paidhr.messenger.messaging.domain.AuthorBlock;
import com.paidhr.messenger.messaging.domain.AuthorCounts;
import com.paidhr.messenger.messaging.domain.WrittenPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Knows who wrote how many messages in a large block. What nobody asked for yet is counted from the
 * smaller ones and stored, so only the first question about a stretch of a log costs what it is
 * long.
 */
@ApplicationScoped
class WrittenBy {
  private static final int REMEMBERED = 50_000;

  private final AuthorCounts counts;
  private final KnownAuthors places;
  private final Cache<Share, Long> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private record Share(AuthorBlock block, String author) {}

  @Inject
  WrittenBy(AuthorCounts counts, KnownAuthors places) {
    this.counts = counts;
    this.places = places;
  }

  /** For each of the large blocks, all of whose messages exist, how many the authors wrote. */
  Map<AuthorBlock, Map<String, Long>> of(
      Collection<AuthorBlock> blocks, Collection<String> authors) {
    Map<AuthorBlock, Map<String, Long>> by = new HashMap<>();
    blocks.forEach(block -> {
      Map<String, Long> shares = remembered(block, authors);
      if (shares.size() == authors.size()) {
        by.put(block, shares);
      }
    });
    Set<AuthorBlock> unknown =
        blocks.stream().filter(block -> !by.containsKey(block)).collect(Collectors.toSet());
    Map<AuthorBlock, Map<String, Long>> found = new HashMap<>(counts.find(unknown, authors));
    for (AuthorBlock block : unknown) {
      if (!found.containsKey(block)) {
        found.put(block, count(block));
      }
    }
    found.forEach((block, shares) ->
        authors.forEach(
            author -> known.put(new Share(block, author), shares.getOrDefault(author, 0L))));
    by.putAll(found);
    return by;
  }

  private Map<String, Long> remembered(AuthorBlock block, Collection<String> authors) {
    Map<String, Long> shares = new HashMap<>();
    for (String author : authors) {
      Long share = known.getIfPresent(new Share(block, author));
      if (share != null) {
        shares.put(author, share);
      }
    }
    return shares;
  }

  private Map<String, Long> count(AuthorBlock block) {
    List<AuthorBlock> children = block.children();
    Map<String, Long> total = new HashMap<>();
    if (block.isNextToSmallest()) {
      places.upTo(whole(children)).values().forEach(part -> addAll(part, total));
    } else {
      Map<AuthorBlock, Map<String, Long>> parts = new HashMap<>(counts.find(children, List.of()));
      children.forEach(child -> parts.computeIfAbsent(child, this::count));
      parts
          .values()
          .forEach(
              part -> part.forEach((author, number) -> total.merge(author, number, Long::sum)));
    }
    boolean complete =
        total.values().stream().mapToLong(Long::longValue).sum() == block.span().length();
    if (complete) {
      counts.add(block, total);
    }
    return total;
  }

  private static Map<AuthorBlock, Integer> whole(Collection<AuthorBlock> blocks) {
    return blocks.stream()
        .collect(Collectors.toMap(block -> block, block -> block.placeOf(block.span().to())));
  }

  private static void addAll(WrittenPlaces part, Map<String, Long> total) {
    int last = part.known() - 1;
    part.authors()
        .forEach(author -> total.merge(author, part.writtenBy(author, 0, last), Long::sum));
  }
}
