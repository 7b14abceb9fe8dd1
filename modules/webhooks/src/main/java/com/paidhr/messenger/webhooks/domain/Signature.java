package com.paidhr.messenger.webhooks.domain;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs posts as Standard Webhooks says: HMAC-SHA256 of id, time and body, separated by full stops.
 */
public final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /** The header {@code webhook-signature}: one signature per key, separated by spaces. */
  public static String of(Keys keys, String id, Instant now, String body) {
    String signed = id + "." + now.getEpochSecond() + "." + body;
    return keys.at(now).stream()
        .map(secret -> "v1," + hmac(secret, signed))
        .collect(Collectors.joining(" "));
  }

  private static String hmac(String secret, String text) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring(Keys.PREFIX.length()));
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
    }
  }
}
