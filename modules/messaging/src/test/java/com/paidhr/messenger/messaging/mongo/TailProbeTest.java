package com.paidhr.messenger.messaging.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.messaging.domain.Tail;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TailProbeTest {
  private final AtomicInteger questions = new AtomicInteger();

  private Tail probe(long end, long hint) {
    return new TailProbe(
            seqs -> {
              questions.incrementAndGet();
              return seqs.stream().filter(seq -> seq <= end).map(Tail::new).toList();
            })
        .from(hint);
  }

  @Property
  void findsTheEndFromAnyHint(
      @ForAll @LongRange(min = 0, max = 5_000_000) long end,
      @ForAll @LongRange(min = 0, max = 6_000_000) long hint) {
    assertThat(probe(end, hint)).isEqualTo(end == 0 ? Tail.EMPTY : new Tail(end));
  }

  @Property
  void asksOnceWhenTheHintIsLittleBehind(
      @ForAll @LongRange(min = 1, max = 5_000_000) long hint,
      @ForAll @LongRange(min = 0, max = TailProbe.NEAR - 1) long behind) {
    questions.set(0);

    probe(hint + behind, hint);

    assertThat(questions).hasValue(1);
  }

  @Test
  void asksFewTimesForAnyLength() {
    List.of(1L, 17L, 999_999L, 1L << 39)
        .forEach(end -> {
          questions.set(0);
          probe(end, 0);
          assertThat(questions).hasValueLessThanOrEqualTo(9);
        });
  }
}
