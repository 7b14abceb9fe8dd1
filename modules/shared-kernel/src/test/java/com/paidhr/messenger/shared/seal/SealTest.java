package com.paidhr.messenger.shared.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.paidhr.messenger.shared.config.InvalidSettingException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealTest {
  private static final String JSON = "{\"kty\":\"EC\",\"d\":\"private\"}";
  private static final String OLD = key(1);
  private static final String NEW = key(2);

  private static String key(int fill) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static Seal with(String keys) {
    return new Seal(SealSettings.of(keys));
  }

  @Test
  void leavesKeysAsTheyAreWhereItHasNoKey() {
    Seal none = with("");

    assertThat(none.seal(JSON)).isEqualTo(JSON);
    assertThat(none.open(JSON)).isEqualTo(JSON);
    assertThat(none.isCurrent(JSON)).isTrue();
  }

  @Test
  void hidesWhatItSealsAndOpensItAgain() {
    String sealed = with(NEW).seal(JSON);

    assertThat(sealed).doesNotContain("private").doesNotContain("{");
    assertThat(with(NEW).open(sealed)).isEqualTo(JSON);
    assertThat(with(NEW).isCurrent(sealed)).isTrue();
    assertThat(with(NEW).isCurrent(JSON)).as("was never sealed").isFalse();
  }

  @Test
  void opensWhatAnOlderKeySealedAndWantsItSealedAnew() {
    String sealed = with(OLD).seal(JSON);
    Seal both = with(NEW + ", " + OLD);

    assertThat(both.open(sealed)).isEqualTo(JSON);
    assertThat(both.isCurrent(sealed)).isFalse();
    assertThat(with(NEW).open(both.seal(JSON))).isEqualTo(JSON);
  }

  @Test
  void sealsSecretsOfEveryForm() {
    for (String secret :
        new String[] {"MFRGGZDFMZTWQ2LK", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}) {
      assertThat(with("").isCurrent(secret)).isTrue();
      assertThat(with(NEW).isCurrent(secret)).isFalse();
      String sealed = with(NEW).seal(secret);
      assertThat(sealed).doesNotContain(secret).isNotEqualTo(with(NEW).seal(secret));
      assertThat(with(NEW).open(sealed)).isEqualTo(secret);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI="})
  void namesTheSettingWhereItsKeyIsMissing(String keys) {
    String sealed = with(OLD).seal(JSON);

    assertThatThrownBy(() -> with(keys).open(sealed))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("identity.key.encryption-keys")
        .hasMessageContaining("does not have the key");
  }

  @Test
  void refusesWhatWasChanged() {
    String sealed = with(NEW).seal(JSON);
    String changed = sealed.substring(0, sealed.length() - 3) + "AAA";

    assertThatThrownBy(() -> with(NEW).open(changed)).hasMessageContaining("was changed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg==", "not base64!"})
  void refusesOtherKeysThanOf32Bytes(String keys) {
    assertThatThrownBy(() -> with(keys))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("32 random bytes")
        .hasMessageNotContaining(keys);
  }
}
