package com.paidhr.messenger.messaging.application;

import com.paidhr.messenger.messaging.domain.AuthorBlock;
import com.paidhr.messenger.messaging.domain.AuthorCounts;
import com.paidhr.messenger.messaging.domain.LogCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows who wrote how many messages in a block. What nobody asked for yet is counted from the
 * messages and stored, so only the first question about a stretch of a log costs what it is long.
 */
@ApplicationScoped
class WrittenBy {
  private final AuthorCounts counts;
  private final LogCounts log;

  @Inject
  WrittenBy(AuthorCounts counts, LogCounts log) {
    this.counts = counts;
    this.log = log;
  }

  /** For each of the blocks, all of whose messages exist, how many the authors wrote. */
  Map<AuthorBlock, Map<String, Long>> of(
      Collection<AuthorBlock> blocks, Collection<String> authors) {
    Map<AuthorBlock, Map<String, Long>> known = new HashMap<>(counts.find(blocks, authors));
    for (AuthorBlock block : blocks) {
      if (!known.containsKey(block)) {
        known.put(block, count(block));
      }
    }
    return known;
  }

  private Map<String, Long> count(AuthorBlock block) {
    List<AuthorBlock> children = block.children();
    Map<String, Long> total = new HashMap<>();
    if (children.isEmpty()) {
      log.settledAuthors(block.conversation(), block.span())
          .forEach(author -> total.merge(author, 1L, Long::sum));
    } else {
      of(children, List.of())
          .values()
          .forEach(
              part -> part.forEach((author, number) -> total.merge(author, number, Long::sum)));
    }
    boolean whole =
        total.values().stream().mapToLong(Long::longValue).sum() == block.span().length();
    if (whole) {
      counts.add(block, total);
    }
    return total;
  }
}
