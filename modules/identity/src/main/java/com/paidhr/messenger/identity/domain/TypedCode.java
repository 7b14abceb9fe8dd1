package com.paidhr.messenger.identity.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A code as somebody typed it, without blanks and hyphens and in small letters.
 *
 * @param text empty where it is too long for any code
 */
public record TypedCode(String text) {
  private static final int LONGEST = 64;
  private static final Pattern TOTP = Pattern.compile("[0-9]{6}");

  /** Reads what was typed. */
  public static TypedCode of(String typed) {
    return new TypedCode(
        typed.length() > LONGEST ? "" : typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT));
  }

  /** Whether it is one of an authenticator; a recovery code is longer. */
  public boolean isTotp() {
    return TOTP.matcher(text).matches();
  }

  /** Never shows the code. */
  @Override
  public String toString() {
    return isTotp() ? "code of an authenticator" : "other code";
  }
}
