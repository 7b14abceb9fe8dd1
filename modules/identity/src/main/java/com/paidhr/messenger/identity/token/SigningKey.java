package com.paidhr.messenger.identity.token;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;

/**
 * A key of the built-in issuer.
 *
 * @param number counts 1, 2, 3…; a higher one takes over from a lower one
 * @param pair an EC key on P-256 with its private part and its {@code kid}
 * @param signsFrom when it starts to sign; before that it is only published
 */
public record SigningKey(long number, ECKey pair, Instant createdAt, Instant signsFrom) {

  public String kid() {
    return pair.getKeyID();
  }
}
