package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.Violations;
import com.paidhr.messenger.shared.text.NormalText;
import org.jspecify.annotations.Nullable;

/** The rules about the words of a message. They are kept in normalization form C. */
public final class Body {
  /** The most characters of a body, counted as Unicode code points. */
  public static final int MAX_CHARACTERS = 40_000;

  private static final int EXCERPT = 200;

  private Body() {}

  /** The body as it is kept. */
  public static @Nullable String normal(@Nullable String sent) {
    return sent == null ? null : NormalText.of(sent);
  }

  /**
   * Adds what is wrong with a body that is there.
   *
   * @param body in its normal form
   * @param withFiles whether files say something where the body is blank
   */
  public static void check(@Nullable String body, boolean withFiles, Violations violations) {
    if (body == null) {
      return;
    }
    int characters = body.codePointCount(0, body.length());
    violations
        .check(!body.isEmpty(), "/body", "The body is empty: leave it out or write something")
        .check(
            characters <= MAX_CHARACTERS,
            "/body",
            "The body has "
                + characters
                + " characters, at most "
                + MAX_CHARACTERS
                + " are allowed")
        .check(body.indexOf(0) < 0, "/body", "The body contains a NUL character")
        .check(
            body.isEmpty() || withFiles || NormalText.isVisible(body),
            "/body",
            "The body has nothing that can be seen");
  }

  /** The first 200 characters. */
  static @Nullable String excerpt(@Nullable String body) {
    return body == null ? null : beginning(body, EXCERPT);
  }

  /** Where the body may be cut within so many UTF-16 units without halving a character. */
  public static int endWithin(String body, int units) {
    if (body.length() <= units) {
      return body.length();
    }
    return Character.isHighSurrogate(body.charAt(units - 1)) ? units - 1 : units;
  }

  /** The body's first characters, counted as Unicode code points. */
  public static String beginning(String body, int characters) {
    return body.length() <= characters || body.codePointCount(0, body.length()) <= characters
        ? body
        : body.substring(0, body.offsetByCodePoints(0, characters));
  }
}
