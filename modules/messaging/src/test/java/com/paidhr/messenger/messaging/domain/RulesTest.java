package com.paidhr.messenger.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
  private static void check(String body) {
    Violations violations = new Violations();
    Body.check(body, violations);
    violations.throwIfAny();
  }

  @Test
  void countsCodePointsOfABody() {
    assertThatCode(() -> check("😀".repeat(40_000))).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("a".repeat(40_001))).isInstanceOf(DomainException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nul\0", "e\u0301"})
  void refusesEmptyNulAndDecomposedBodies(String body) {
    assertThatThrownBy(() -> check(body)).isInstanceOf(DomainException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"👍", "👍🏽", "👨‍👩‍👧‍👦", "🇩🇪", "❤️", "❤️\u200d🔥", "1️⃣", "☕", "©️"})
  void knowsOneEmoji(String text) {
    assertThat(Emoji.of(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "1",
        "👍👍",
        "👍a",
        "#",
        "ok",
        " 👍",
        "x\u20e3",
        "1\ufe0f",
        "👍\u20e3",
        "👍\u0301",
        "👍\u200d"
      })
  void refusesWhatIsNotOneEmoji(String text) {
    assertThat(Emoji.of(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"\u2764, \u2764\ufe0f", "1\u20e3, 1\ufe0f\u20e3", "👍\ufe0f, 👍"})
  void givesAnEmojiOneForm(String typed, String kept) {
    assertThat(Emoji.of(typed)).contains(kept);
  }

}
