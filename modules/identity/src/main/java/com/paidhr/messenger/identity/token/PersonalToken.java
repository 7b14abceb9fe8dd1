package com.paidhr.messenger.identity.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A personal access token, written {@code msgr_<session>_<secret>}: the beginning tells scanners of
 * source code what they have found. The secret has 256 random bits, and only a hash is kept.
 */
public record PersonalToken(String session, String secret) {
  private static final String PREFIX = "msgr_";
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "([a-z0-9]{1,64})_([A-Za-z0-9_-]{43})");
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one for a session. */
  public static PersonalToken of(String session) {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return new PersonalToken(
        session, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Whether a text means to be one, so that it is not parsed as anything else. */
  static boolean isMeant(String text) {
    return text.startsWith(PREFIX);
  }

  static Optional<PersonalToken> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new PersonalToken(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /** What the client shows. */
  public String text() {
    return PREFIX + session + "_" + secret;
  }

  /** What the store keeps. */
  public String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java platform", e);
    }
  }

  /** Compares in a time that tells nothing. */
  boolean hashesTo(String hash) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "personal access token of session " + session;
  }
}
