package com.paidhr.messenger.identity.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {
  private final String key = RefreshToken.newProofKey();
  private final RefreshToken token = RefreshToken.next("s1", key);

  @Test
  void survivesItsTextForm() {
    assertThat(RefreshToken.parse(token.text())).contains(token);
  }

  @Test
  void provesThatItWasOurs() {
    assertThat(token.wasMadeWith(key)).isTrue();
    assertThat(token.wasMadeWith(RefreshToken.newProofKey())).isFalse();
    assertThat(new RefreshToken("s2", token.secret(), token.proof()).wasMadeWith(key)).isFalse();
  }

  @Test
  void isNeverTheSameTwice() {
    assertThat(RefreshToken.next("s1", key)).isNotEqualTo(token);
    assertThat(RefreshToken.next("s1", key).hashesTo(token.hash())).isFalse();
    assertThat(token.hashesTo(token.hash())).isTrue();
  }

  @Test
  void opensWhatItHasSealedAndNothingElse() {
    RefreshToken next = RefreshToken.next("s1", key);
    String sealed = token.seal(next);

    assertThat(token.unseal(sealed, key)).isEqualTo(next);
    assertThat(RefreshToken.next("s1", key).unseal(sealed, key)).isNotEqualTo(next);
    assertThat(sealed).isNotEqualTo(next.secret());
  }

  @Test
  void hidesItsSecretFromLogs() {
    assertThat(token.toString()).doesNotContain(token.secret()).doesNotContain(token.proof());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b.c", "s1..", "S1.x.y", "\0"})
  void isNotReadFromAnythingElse(String text) {
    assertThat(RefreshToken.parse(text)).isEmpty();
  }
}
