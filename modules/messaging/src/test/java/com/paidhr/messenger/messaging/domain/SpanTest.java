package com.paidhr.messenger.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SpanTest {

  @Property
  void leavesExactlyWhatNoRangeCovers(
      @ForAll @IntRange(min = 1, max = 40) int from,
      @ForAll @IntRange(min = 0, max = 60) int length,
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 90) Integer> starts) {
    List<ReadRange> covered =
        starts.stream()
            .map(start -> new ReadRange(start, start + start % 7, Instant.EPOCH))
            .toList();

    List<Span> gaps = new Span(from, from + length).without(covered);

    List<Long> expected =
        LongStream.rangeClosed(from, from + length)
            .filter(seq ->
                covered.stream().noneMatch(range -> range.from() <= seq && seq <= range.to()))
            .boxed()
            .toList();
    assertThat(gaps.stream().flatMap(gap -> LongStream.rangeClosed(gap.from(), gap.to()).boxed()))
        .containsExactlyElementsOf(expected);
  }
}
