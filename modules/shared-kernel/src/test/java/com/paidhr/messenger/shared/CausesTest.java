package com.paidhr.messenger.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CausesTest {
  @Test
  void areTheFailureAndWhatIsBehindIt() {
    var inner = new IllegalStateException("inner");
    var outer = new IllegalArgumentException(inner);

    assertThat(Causes.of(outer)).containsExactly(outer, inner);
    assertThat(Causes.of(null)).isEmpty();
  }

  @Test
  void endWhereTheyFormACircle() {
    var one = new IllegalStateException("one");
    one.initCause(new IllegalArgumentException(one));

    assertThat(Causes.of(one)).contains(one).hasSizeLessThan(100);
  }
}
