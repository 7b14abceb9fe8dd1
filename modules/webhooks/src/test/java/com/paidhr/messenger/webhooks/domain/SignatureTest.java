package com.paidhr.messenger.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String BODY = "{\"test\": 2432232314}";

  /** The example that libraries of Standard Webhooks are tested with. */
  @Test
  void signsAsStandardWebhooksDoes() {
    Keys keys = new Keys("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null, null);

    assertThat(Signature.of(keys, ID, NOW, BODY))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void signsWithBothKeysForADayAfterAChange() {
    Keys before = Keys.fresh();
    Keys after = before.rotated(NOW);
    String old = Signature.of(before, ID, NOW, BODY);

    assertThat(Signature.of(after, ID, NOW.plus(Duration.ofHours(23)), BODY).split(" "))
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(Signature.of(after, ID, NOW, BODY)).endsWith(" " + old);
    assertThat(Signature.of(after, ID, NOW.plus(Duration.ofHours(24)), BODY)).doesNotContain(" ");
  }

  @Test
  void makesSecretsOf256Bits() {
    String secret = Keys.fresh().secret();

    assertThat(secret).startsWith("whsec_").isNotEqualTo(Keys.fresh().secret());
    assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length()))).hasSize(32);
    assertThat(Keys.fresh().toString()).doesNotContain("whsec_");
  }
}
