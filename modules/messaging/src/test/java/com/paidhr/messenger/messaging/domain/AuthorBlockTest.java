package com.paidhr.messenger.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.shared.ConversationId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class AuthorBlockTest {
  private static final ConversationId ROOM = new ConversationId("01J00000000000000000000000");

  @Property
  void leavesFewMessagesOutsideOfFewBlocks(
      @ForAll @LongRange(min = 1, max = 3_000_000) long from,
      @ForAll @LongRange(min = 0, max = 3_000_000) long more) {
    Span span = new Span(from, from + more);
    List<AuthorBlock> blocks = new ArrayList<>();
    int singles = 0;
    for (long seq = from; seq <= span.to(); ) {
      AuthorBlock block = AuthorBlock.at(ROOM, seq, span);
      if (block == null) {
        singles++;
        seq++;
      } else {
        assertThat(block.span().from()).isEqualTo(seq);
        assertThat(block.span().to()).isLessThanOrEqualTo(span.to());
        blocks.add(block);
        seq = block.span().to() + 1;
      }
    }

    assertThat(singles).isLessThan(2 * 256);
    assertThat(blocks).doesNotHaveDuplicates().hasSizeLessThan(2 * 16 * 4);
  }

  @Property
  void isMadeOfItsChildren(
      @ForAll @LongRange(min = 1, max = 3) long level,
      @ForAll @LongRange(min = 0, max = 1_000) long index) {
    AuthorBlock block = new AuthorBlock(ROOM, (int) level, index);

    long next = block.span().from();
    for (AuthorBlock child : block.children()) {
      assertThat(child.span().from()).isEqualTo(next);
      next = child.span().to() + 1;
    }
    assertThat(next).isEqualTo(block.span().to() + 1);
  }
}
