package com.paidhr.messenger.conversations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayTextTest {

  @Test
  void composesAndStrips() {
    assertThat(DisplayText.normalize(" \u3000Cafe\u0301 ")).isEqualTo("Caf\u00e9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Team",
        "日本語",
        "שלום",
        "مرحبا بالعالم",
        "👩‍👩‍👧‍👦",
        "❤\uFE0F",
        "a\u200Db",
        "क्षि",
        "Ω",
        "!",
        "x\u200F"
      })
  void acceptsWhatPeopleWrite(String text) {
    assertThat(DisplayText.problemOf(DisplayText.normalize(text), 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "a\nb",
        "a\tb",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\u007Fb",
        "a\uFFFFb"
      })
  void refusesControlCharacters(String text) {
    assertThat(DisplayText.problemOf(text, 100))
        .hasValueSatisfying(problem -> assertThat(problem).contains("control"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u202Eb", "a\u202Ab", "\u202Da", "a\u2066b", "a\u2067b", "a\u2068b", "a\u2069b"})
  void refusesWhatReordersText(String text) {
    assertThat(DisplayText.problemOf(text, 100))
        .hasValueSatisfying(problem -> assertThat(problem).contains("direction"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200B",
        "\u200D\u200C",
        "\uFEFF",
        "\u00AD",
        "\u3164",
        "\u115F\u1160",
        "\u2800",
        "\uFFA0",
        "\uFE0F",
        "\u0301",
        "\uE000",
        "\u2060",
        "\uDB40\uDC41"
      })
  void refusesWhatNobodySees(String text) {
    assertThat(DisplayText.problemOf(text, 100))
        .hasValueSatisfying(problem -> assertThat(problem).contains("visible"));
  }

  @Test
  void countsCodePoints() {
    assertThat(DisplayText.problemOf("😀".repeat(100), 100)).isEmpty();
    assertThat(DisplayText.problemOf("😀".repeat(101), 100)).isPresent();
  }
}
