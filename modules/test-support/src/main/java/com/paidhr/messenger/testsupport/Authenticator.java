package com.paidhr.messenger.testsupport;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/** A user's authenticator, which makes the codes of a second factor. */
public final class Authenticator {
  private static final Duration STEP = Duration.ofSeconds(30);

  private final TimeBasedOneTimePasswordGenerator generator =
      new TimeBasedOneTimePasswordGenerator(STEP);
  private final SecretKey key;
  private long given;

  /**
   * One that was given a secret.
   *
   * @param secret in Base32
   */
  public Authenticator(String secret) {
    key = new SecretKeySpec(new Base32().decode(secret), "HmacSHA1");
  }

  /**
   * A code that was not given before: that of now, then that of the next half minute, which the
   * service takes from clocks that are ahead. Within half a minute there are no more.
   */
  public String code() {
    long present = Instant.now().getEpochSecond() / STEP.toSeconds();
    given = Math.max(present, given + 1);
    if (given > present + 1) {
      throw new IllegalStateException("Both codes of this half minute are used: take another way");
    }
    try {
      return generator.generateOneTimePasswordString(
          key, Instant.ofEpochSecond(given * STEP.toSeconds()), Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
