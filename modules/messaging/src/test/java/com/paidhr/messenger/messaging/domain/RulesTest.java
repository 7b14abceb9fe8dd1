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
    Body.check(body, false, violations);
    violations.throwIfAny();
  }

  @Test
  void countsCodePointsOfABody() {
    assertThatCode(() -> check("😀".repeat(40_000))).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("a".repeat(40_001))).isInstanceOf(DomainException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nul\0",
        " ",
        "\n\t",
        "\u200b",
        "\u3164",
        "\u2800\u2800",
        "\u00a0\u2060",
        "\u3000",
        "\u200e\u202c",
        "\ufe0f",
        "\u115f\u1160",
        "\uffa0",
        "\u00ad",
        "\ufeff"
      })
  void refusesEmptyNulAndBlankBodies(String body) {
    assertThatThrownBy(() -> check(body)).isInstanceOf(DomainException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", " a ", "👍", "\u200b.", "…", "\uE000", "\u0e33", "٣"})
  void takesWhatShows(String body) {
    assertThatCode(() -> check(body)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "e\u0301, \u00e9",
    "\u1112\u1161\u11ab, \ud55c",
    "\u0958, \u0915\u093c",
    "\u212b, \u00c5",
    "\uf900, \u8c48",
    "\u2126, \u03a9",
    "ﬁ, ﬁ"
  })
  void keepsOneFormOfABody(String sent, String kept) {
    assertThat(Body.normal(sent)).isEqualTo(kept);
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
        "👍\u200d",
        "\uD83C\uDDE9",
        "🇩🇩",
        "🏽",
        "👍\u200d👍",
        "👨\u200d👍",
        "\uD83D\uDC68\uD83C\uDFFD\uD83C\uDFFD",
        "☺🏽",
        "\uDBC0\uDC61",
        "❤\ufe0e",
        "é",
        "→",
        "★"
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
