package com.paidhr.messenger.identity.domain;

import com.paidhr.messenger.shared.Digest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;

/**
 * Codes for the day on which the authenticator is lost, each good once. They have 80 random bits,
 * so that a plain hash of them can be kept.
 */
public final class RecoveryCodes {
  private static final int HOW_MANY = 10;
  private static final int BYTES = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RecoveryCodes() {}

  /** New ones, as they are shown: four groups of four characters. */
  public static List<String> fresh() {
    return Stream.generate(RecoveryCodes::one).limit(HOW_MANY).toList();
  }

  private static String one() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    String text = new Base32().encodeAsString(random).toLowerCase(Locale.ROOT);
    return text.replaceAll("(?<=.)(?=(.{4})+$)", "-");
  }

  /** What the store keeps of a code that is {@link TypedCode plain}. */
  public static String hash(TypedCode code) {
    return Digest.hex(code.text());
  }
}
