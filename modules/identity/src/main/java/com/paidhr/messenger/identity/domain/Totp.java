package com.paidhr.messenger.identity.domain;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.paidhr.messenger.shared.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * Time-based one-time passwords (RFC 6238) in the form that all authenticators know: six digits,
 * steps of thirty seconds, HMAC-SHA-1, a secret of 160 random bits.
 */
public final class Totp {
  private static final Duration STEP = Duration.ofSeconds(30);

  /** By how many steps the authenticator's clock may be ahead or behind. */
  private static final int DRIFT = 1;

  private static final int SECRET_BYTES = 20;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final TimeBasedOneTimePasswordGenerator GENERATOR =
      new TimeBasedOneTimePasswordGenerator(STEP);

  private Totp() {}

  /** A new secret, in Base32. */
  public static String newSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return new Base32().encodeAsString(secret);
  }

  /**
   * The time step whose code this is: that of now, the one before or the one behind.
   *
   * @return empty where it is the code of none of them
   */
  public static OptionalLong stepOf(String secret, String code, Instant now) {
    SecretKey key =
        new SecretKeySpec(
            new Base32().decode(secret),
            TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA1);
    long present = Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
    OptionalLong found = OptionalLong.empty();
    for (long step = present - DRIFT; step <= present + DRIFT; step++) {
      if (Secrets.same(code(key, step), code)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static String code(SecretKey key, long step) {
    try {
      return GENERATOR.generateOneTimePasswordString(
          key, Instant.ofEpochSecond(step * STEP.toSeconds()), Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC takes keys of every length", e);
    }
  }

  /** What authenticators read, mostly from a picture: names of the service and of the account. */
  public static String uri(String issuer, String account, String secret) {
    String name = encoded(issuer);
    return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=%d"
        .formatted(name, encoded(account), secret, name, STEP.toSeconds());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
