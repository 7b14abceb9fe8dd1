package com.paidhr.messenger.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void isReadAsItWasWritten() {
    Trace whole = new Trace("01ABC", PARENT);

    assertThat(Trace.parse(whole.text())).isEqualTo(whole);
    assertThat(Trace.parse("01ABC")).isEqualTo(new Trace("01ABC", null));
    assertThat(whole.traceId()).hasValue("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736|F|x-01"
      })
  void forgetsAParentThatIsNotWellFormed(String parent) {
    assertThat(new Trace("01ABC", parent).parent()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a|b", ";x"})
  void refusesWhatIsNoIdOfARequest(String text) {
    assertThatThrownBy(() -> Trace.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isKnownWithinItsWorkOnly() {
    Trace trace = new Trace("01ABC", PARENT);

    trace.work(() -> assertThat(Trace.current()).hasValue(trace));

    assertThat(Trace.current()).isEmpty();
  }
}
