package com.paidhr.messenger.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretsTest {
  @Test
  void areLongAndNeverTheSame() {
    assertThat(Secrets.random()).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(Secrets.random());
  }

  @Test
  void areTheSameAsAWhole() {
    assertThat(Secrets.same("abc", "abc")).isTrue();
    assertThat(Secrets.same("abc", "abd")).isFalse();
    assertThat(Secrets.same("abc", "ab")).isFalse();
  }
}
