package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.ConversationId;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a log of which the authors are counted together. Blocks of a level lie side by side
 * from seq 1 on, and 16 of them make one of the next level. Once its last message exists, who wrote
 * how many in it never changes: a log has no hole and a message keeps its author.
 *
 * @param level 0 for the smallest
 * @param index its place among those of its level, from 0
 */
public record AuthorBlock(ConversationId conversation, int level, long index) {
  /** How many messages the smallest block has. */
  static final int SMALLEST = 256;

  private static final int CHILDREN = 16;
  private static final int HIGHEST = 3;

  /** How many messages a block of this level has. */
  static long size(int level) {
    return SMALLEST * Math.powExact((long) CHILDREN, level);
  }

  /** The largest block that begins with this seq and ends in the span; null when none does. */
  public static @Nullable AuthorBlock at(ConversationId conversation, long seq, Span span) {
    for (int level = HIGHEST; level >= 0; level--) {
      long size = size(level);
      if ((seq - 1) % size == 0 && seq + size - 1 <= span.to()) {
        return new AuthorBlock(conversation, level, (seq - 1) / size);
      }
    }
    return null;
  }

  /** The block of the smallest size that holds this seq. */
  public static AuthorBlock around(ConversationId conversation, long seq) {
    return new AuthorBlock(conversation, 0, (seq - 1) / SMALLEST);
  }

  /** The place of a seq within this block, counted from 0. */
  public int placeOf(long seq) {
    return Math.toIntExact(seq - 1 - index * size(level));
  }

  /** The seqs in it. */
  public Span span() {
    long size = size(level);
    return new Span(index * size + 1, (index + 1) * size);
  }

  /** Whether it is made of the smallest blocks. */
  public boolean isNextToSmallest() {
    return level == 1;
  }

  /** The blocks of the level below that make it; none for the smallest. */
  public List<AuthorBlock> children() {
    return level == 0
        ? List.of()
        : LongStream.range(index * CHILDREN, (index + 1) * CHILDREN)
            .mapToObj(child -> new AuthorBlock(conversation, level - 1, child))
            .toList();
  }
}
