package com.paidhr.messenger.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.Violations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"correct horse", "пароль длинный", "\uD83D\uDC0E horse staple", "8chars-x"})
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
        "with\0nul-in-it"
      })
  void refusesPassword(String password) {
    assertThat(accepts(password)).isFalse();
  }

  @Test
  void limitsTheLength() {
    assertThat(accepts("abc".repeat(85))).isTrue();
    assertThat(accepts("abc".repeat(86))).isFalse();
  }

  private static boolean accepts(String password) {
    Violations violations = new Violations();
    Passwords.check(password, "Annabella", "/password", violations);
    return catchThrowableOfType(DomainException.class, violations::throwIfAny) == null;
  }
}
