package com.paidhr.messenger.identity.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.paidhr.messenger.identity.config.IdentitySettings.Hashing;
import com.paidhr.messenger.shared.limits.HeavyWork;
import com.paidhr.messenger.shared.limits.LimitSettings;
import org.junit.jupiter.api.Test;

class PasswordHasherTest {
  private final PasswordHasher hasher = hasher(1);

  @Test
  void recognizesThePasswordOnly() {
    String hash = hasher.hash("correct horse");

    assertThat(hash).startsWith("$argon2id$v=19$m=7168,t=1,p=1$").doesNotContain("horse");
    assertThat(hasher.matches("ann", "correct horse", hash)).isTrue();
    assertThat(hasher.matches("ann", "correct horsf", hash)).isFalse();
  }

  @Test
  void saltsEachHash() {
    assertThat(hasher.hash("correct horse")).isNotEqualTo(hasher.hash("correct horse"));
  }

  @Test
  void neverMatchesWhereThereIsNoHash() {
    assertThat(hasher.matches("ann", "decoy", null)).isFalse();
  }

  @Test
  void takesComposedAndDecomposedLettersForTheSame() {
    assertThat(hasher.matches("ann", "pa\u0308ssword", hasher.hash("pässword"))).isTrue();
  }

  @Test
  void noticesHashesOfOtherParametersAndStillChecksThem() {
    String old = hasher(2).hash("correct horse");

    assertThat(hasher.isOutdated(old)).isTrue();
    assertThat(hasher.isOutdated(hasher.hash("correct horse"))).isFalse();
    assertThat(hasher.matches("ann", "correct horse", old)).isTrue();
  }

  private static PasswordHasher hasher(int iterations) {
    return new PasswordHasher(
        new Hashing(7_168, iterations, 1), new HeavyWork(LimitSettings.STANDARD));
  }
}
