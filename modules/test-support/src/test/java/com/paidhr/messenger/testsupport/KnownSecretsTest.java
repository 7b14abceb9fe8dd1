package com.paidhr.messenger.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search in all logs finds what it is to find. */
class KnownSecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"username\":\"ann\",\"password\":\"planted: lost umbrella\"}",
        "{ \"refreshToken\" : \"planted: lost umbrella\" }",
        "{\"id\":\"1\",\"secret\":\"planted: lost umbrella\"}",
        "{\"recoveryCodes\":[\"planted: lost umbrella\"]}"
      })
  void findsWhatWasTakenOrHandedOut(String json) {
    KnownSecrets.learn(json);

    assertThat(KnownSecrets.in("first line\nINFO told: planted: lost umbrella, and more\n"))
        .hasValueSatisfying(end -> assertThat(end).endsWith("lost umbrella"));
    assertThat(KnownSecrets.in("first line\nINFO nothing was told\n")).isEmpty();
  }

  @Test
  void findsPasswordsOfTestsAndSignedTokens() {
    assertThat(KnownSecrets.in("password-of-ann1x2")).isPresent();
    assertThat(KnownSecrets.in("Bearer eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.e30.x")).isPresent();
    assertThat(KnownSecrets.in(KnownSecrets.ADMIN_PASSWORD)).isPresent();
  }

  @Test
  void allowsThePasswordThatAStartPrintsOnPurpose() {
    KnownSecrets.learn("{\"password\":\"planted and generated\"}");
    String printed = "Administrator: admin, password: planted and generated (kept in x)\n";

    assertThat(KnownSecrets.in(printed)).isEmpty();
    assertThat(KnownSecrets.in(printed + "planted and generated")).isPresent();
  }
}
