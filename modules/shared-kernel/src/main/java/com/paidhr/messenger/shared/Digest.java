package com.paidhr.messenger.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 of texts in UTF-8: names for what is too long or too secret to be kept. */
public final class Digest {
  private static final int CHARACTERS = 27;

  private Digest() {}

  /** 27 URL-safe characters, which are 160 bits of it. */
  public static String of(String content) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(bytes(content))
        .substring(0, CHARACTERS);
  }

  /** All of it as 64 hexadecimal digits. */
  public static String hex(String content) {
    return HexFormat.of().formatHex(bytes(content));
  }

  /** All 32 bytes of it. */
  public static byte[] bytes(String content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
