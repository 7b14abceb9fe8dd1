package com.paidhr.messenger.shared.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
  private final EntityTag tag = EntityTag.ofChecksum("ab12");

  @ParameterizedTest
  @ValueSource(strings = {"\"ab12\"", "*", " W/\"ab12\"", "\"x\", \"ab12\"", "\"x\",W/\"ab12\" "})
  void recognizesItself(String header) {
    assertThat(tag.isIn(header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab12", "\"ab1\"", "\"x\", \"y\"", "w/\"ab12\""})
  void doesNotRecognizeOthers(String header) {
    assertThat(tag.isIn(header)).isFalse();
  }

  @Test
  void isNotInAnAbsentHeader() {
    assertThat(tag.isIn(null)).isFalse();
  }

  @Test
  void allowsARangeOnlyOfTheVeryBytes() {
    assertThat(tag.allowsRange(null)).isTrue();
    assertThat(tag.allowsRange("\"ab12\"")).isTrue();
    assertThat(tag.allowsRange("W/\"ab12\"")).isFalse();
    assertThat(tag.allowsRange("\"other\"")).isFalse();
    assertThat(tag.allowsRange("Mon, 23 Nov 2026 10:00:00 GMT")).isFalse();
  }
}
