package com.paidhr.messenger.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {
  /** "12345678901234567890", the secret of RFC 6238, in Base32. */
  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  private static final Instant NOW = Instant.ofEpochSecond(59);

  /** Appendix B of RFC 6238, the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082, 1",
    "1111111109, 081804, 37037036",
    "1111111111, 050471, 37037037",
    "1234567890, 005924, 41152263",
    "2000000000, 279037, 66666666",
    "20000000000, 353130, 666666666"
  })
  void knowsTheCodesOfTheStandard(long second, String code, long step) {
    assertThat(Totp.stepOf(SECRET, code, Instant.ofEpochSecond(second))).hasValue(step);
  }

  @ParameterizedTest
  @ValueSource(longs = {-30, 0, 30})
  void takesAClockThatIsOneStepOff(long seconds) {
    assertThat(Totp.stepOf(SECRET, "287082", NOW.plusSeconds(seconds))).hasValue(1);
  }

  @Test
  void refusesAClockThatIsTwoStepsOff() {
    assertThat(Totp.stepOf(SECRET, "287082", NOW.plus(Duration.ofMinutes(1)))).isEmpty();
    assertThat(Totp.stepOf(SECRET, "081804", Instant.ofEpochSecond(1111111109 - 60))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "287083", "87082", "0287082", "94287082", "２８７０８２"})
  void refusesAnythingElse(String code) {
    assertThat(Totp.stepOf(SECRET, code, NOW)).isEmpty();
  }

  @Test
  void makesSecretsOf160BitsThatAreNeverTheSame() {
    assertThat(Totp.newSecret()).matches("[A-Z2-7]{32}").isNotEqualTo(Totp.newSecret());
  }

  @Test
  void writesTheAddressThatAuthenticatorsRead() {
    assertThat(Totp.uri("Our House", "ann", SECRET))
        .isEqualTo(
            "otpauth://totp/Our%20House:ann?secret="
                + SECRET
                + "&issuer=Our%20House&algorithm=SHA1&digits=6&period=30");
  }
}
