package com.paidhr.messenger.identity.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nulabinc.zxcvbn.Zxcvbn;
import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Violations;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse",
        "пароль длинный",
        "\uD83D\uDC0E horse staple",
        "8chars-x",
        "recording-a-start"
      })
  void acceptsPassword(String password) {
    assertThat(accepts(password)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "password",
        "PASSWORD",
        "12345678",
        "aaaaaaaaaaaa",
        "annabella",
        "Annabella1",
        "annabella.lee@example.org",
        "Lovelace",
        "messenger",
        "Passw0rd!",
        "P@ssw0rd2026",
        "qwertzuiop",
        "Summer2024",
        "changeme123",
        "passwort1",
        "1qaz2wsx",
        "abcabcabcabcabc",
        "with\0nul-in-it"
      })
  void refusesPassword(String password) {
    assertThat(accepts(password)).isFalse();
  }

  @Test
  void limitsTheLength() {
    assertThat(accepts("a quiet horse".repeat(19) + "123456789")).isTrue();
    assertThat(accepts("a quiet horse".repeat(19) + "1234567890")).isFalse();
  }

  @Test
  void refusesTheThousandMostUsed() {
    List<String> used =
        passwordsByUse().filter(password -> password.length() >= 8).limit(1_000).toList();

    assertThat(used).hasSize(1_000).noneMatch(PasswordsTest::accepts);
  }

  @Test
  void estimatesTheStartOfLongPasswords() {
    assertThat(accepts("a".repeat(32) + "correct horse")).isFalse();
  }

  private static Stream<String> passwordsByUse() {
    var list =
        requireNonNull(
            Zxcvbn.class.getResourceAsStream(
                "/com/nulabinc/zxcvbn/matchers/dictionaries/passwords.txt"));
    return new BufferedReader(new InputStreamReader(list, UTF_8)).lines();
  }

  private static boolean accepts(String password) {
    Violations violations = new Violations();
    Passwords.check(
        password,
        List.of("Annabella", "annabella.lee@example.org", "Ada Lovelace"),
        "/password",
        violations);
    return catchThrowableOfType(DomainException.class, violations::throwIfAny) == null;
  }
}
