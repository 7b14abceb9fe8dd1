package com.paidhr.messenger.app.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords of users that a verb makes. They follow from the user's name and from the
 * administrator's password, so that a verb that is started again, on any machine, signs in as the
 * same users without keeping a secret of its own.
 */
public final class DerivedPassword {
  private static final String ALGORITHM = "HmacSHA256";

  private final String verb;
  private final SecretKeySpec secret;

  /** Passwords for the users of one verb. */
  public DerivedPassword(String verb, String administratorsPassword) {
    this.verb = verb;
    this.secret =
        new SecretKeySpec(administratorsPassword.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** 43 characters of URL-safe Base64. */
  public String of(String username) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      byte[] code = mac.doFinal((verb + " " + username).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
    }
  }
}
