package com.paidhr.messenger.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Violations;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"ann", "Ann.Lee", "a_b-c.9", "abcdefghijklmnopqrstuvwxyz012345"})
  void acceptsUsername(String name) {
    assertThat(accepts(v -> Names.checkUsername(name, v))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "abcdefghijklmnopqrstuvwxyz0123456",
        "änn",
        "a b c",
        "ann\n",
        "ann\0",
        "аnn",
        "K\u212Aelvin",
        "../ann",
        "ann.",
        "_ann",
        "-ann",
        "ann_"
      })
  void refusesUsername(String name) {
    assertThat(accepts(v -> Names.checkUsername(name, v))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann@example.org", "a.b+c@sub.example.co", "ann@xn--bcher-kva.example"})
  void acceptsEmail(String email) {
    assertThat(accepts(v -> Names.checkEmail(email, v))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "ann",
        "ann@",
        "@example.org",
        "ann@localhost",
        "ann@example..org",
        "ann@-x.org",
        "a b@example.org",
        "ann@example.org\n",
        ".ann@example.org",
        "ann.@example.org",
        "ann@example.org,bob@example.org",
        "ann@[127.0.0.1]",
        "a\0@example.org"
      })
  void refusesEmail(String email) {
    assertThat(accepts(v -> Names.checkEmail(email, v))).isFalse();
  }

  @Test
  void refusesEmailBeyondItsLimitsQuickly() {
    String local = "a".repeat(65) + "@example.org";
    String endless = "a@" + "a.".repeat(100_000) + "org";

    assertThat(accepts(v -> Names.checkEmail(local, v))).isFalse();
    assertThat(accepts(v -> Names.checkEmail(endless, v))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ann", "Änn Lee", "李安", "👩‍👩‍👧", "می‌خواهم", "x"})
  void acceptsDisplayName(String name) {
    assertThat(accepts(v -> Names.checkDisplayName(Names.tidy(name), v))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u200d",
        "\u3164",
        "a\u202eb",
        "a\u2066b",
        "a\0b",
        "a\nb",
        "a\u2028b",
        "\u00ad",
        "\u2800\u2800",
        "\ufeffann"
      })
  void refusesDisplayName(String name) {
    assertThat(accepts(v -> Names.checkDisplayName(Names.tidy(name), v))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"O’Brien Łukasz 王小明", "Иван (Ivan)", "山田Taro", "Zoë Q.", "Ω-team"})
  void acceptsScriptsWordByWord(String name) {
    assertThat(accepts(v -> Names.checkDisplayName(Names.tidy(name), v))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Аdmin", "Ann Lее", "pаypal"})
  void refusesWordsOfMixedScripts(String name) {
    assertThat(accepts(v -> Names.checkDisplayName(Names.tidy(name), v))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin",
        "AdMin",
        "adrnin",
        "aIl",
        "root",
        "R0OT",
        "support",
        "null",
        "rnoderator"
      })
  void reservesNamesAndWhatLooksLikeThem(String name) {
    assertThat(Names.isReserved(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "alla", "rooted", "adam", "supporter"})
  void leavesOtherNamesFree(String name) {
    assertThat(Names.isReserved(name)).isFalse();
  }

  @Test
  void keepsNamesOfOfficesForAdministrators() {
    assertThat(Names.isOffice("Administrator")).isTrue();
    assertThat(Names.isOffice("Аdmin")).isTrue();
    assertThat(Names.isOffice("Adrian")).isFalse();
  }

  @Test
  void countsCharactersNotCodeUnits() {
    assertThat(accepts(v -> Names.checkDisplayName("𝒜".repeat(64), v))).isTrue();
    assertThat(accepts(v -> Names.checkDisplayName("𝒜".repeat(65), v))).isFalse();
  }

  @Test
  void composesDisplayNames() {
    assertThat(Names.tidy(" A\u0308nn ")).isEqualTo("Änn");
  }

  @Test
  void namesThePointerOfTheWrongField() {
    Violations violations = new Violations();
    Names.checkUsername("x", violations);
    Names.checkEmail("x", violations);

    DomainException refusal = catchThrowableOfType(DomainException.class, violations::throwIfAny);

    assertThat(refusal.violations()).extracting("pointer").containsExactly("/username", "/email");
  }

  private static boolean accepts(Consumer<Violations> rule) {
    Violations violations = new Violations();
    rule.accept(violations);
    return catchThrowableOfType(DomainException.class, violations::throwIfAny) == null;
  }
}
