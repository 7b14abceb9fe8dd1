package com.paidhr.messenger.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @Test
  void readsAnyOffset() {
    assertThat(IsoTime.parse("2026-01-31T13:00:00.5+01:00"))
        .isEqualTo(Instant.parse("2026-01-31T12:00:00.5Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T18:00:00+18:00", "9999-12-31T05:59:59.999999999-18:00"})
  void readsWhatCanBeStored(String text) {
    assertThat(Date.from(IsoTime.parse(text))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2026-01-31",
        "2026-01-31T12:00:00",
        "0000-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+18:00",
        "9999-12-31T23:59:59-18:00",
        "+300000000-01-01T00:00:00Z",
        "-300000000-01-01T00:00:00Z"
      })
  void refusesOthers(String text) {
    assertThatThrownBy(() -> IsoTime.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
