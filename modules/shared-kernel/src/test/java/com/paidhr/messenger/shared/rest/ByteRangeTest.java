package com.paidhr.messenger.shared.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  private static final long SIZE = 100;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-, 0, 99",
    "bytes=99-, 99, 99",
    "bytes=10-19, 10, 19",
    "bytes=10-1000, 10, 99",
    "bytes=0-999999999999999999, 0, 99",
    "bytes=-1, 99, 99",
    "bytes=-100, 0, 99",
    "bytes=-1000, 0, 99",
    "Bytes = 5 - 6, 5, 6",
  })
  void readsOneRange(String header, long first, long last) {
    assertThat(ByteRange.of(header, SIZE)).contains(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=-",
        "bytes=",
        "bytes=5-4",
        "bytes=a-b",
        "bytes=0-1,3-4",
        "items=0-1",
        "bytes 0-1",
        "bytes=0-1-2",
        "bytes=99999999999999999999-"
      })
  void ignoresWhatItNeedNotUnderstand(String header) {
    assertThat(ByteRange.of(header, SIZE)).isEmpty();
  }

  @Test
  void ignoresAnAbsentHeader() {
    assertThat(ByteRange.of(null, SIZE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
  void refusesARangeBehindTheEnd(String header) {
    assertThatExceptionOfType(UnsatisfiableRangeException.class)
        .isThrownBy(() -> ByteRange.of(header, SIZE))
        .satisfies(refusal -> assertThat(refusal.contentRange()).isEqualTo("bytes */100"));
  }

  @Test
  void tellsItsLengthAndPlace() {
    ByteRange range = new ByteRange(10, 19);

    assertThat(range.length()).isEqualTo(10);
    assertThat(range.contentRange(SIZE)).isEqualTo("bytes 10-19/100");
  }
}
