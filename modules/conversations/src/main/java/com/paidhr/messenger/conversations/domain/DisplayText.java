package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.CodePoints;
import com.paidhr.messenger.shared.text.NormalText;
import java.util.Optional;

/**
 * A name or topic that people read. It is normalized to NFC and stripped of blanks at its ends;
 * control characters and what reorders the text around it are refused, because they let one name
 * look like another.
 */
public final class DisplayText {
  private DisplayText() {}

  /** The text in the form that is stored. */
  public static String normalize(String raw) {
    return NormalText.of(raw).strip();
  }

  /**
   * What is wrong with a normalized text, in words for the client.
   *
   * @param max the greatest length in code points
   */
  public static Optional<String> problemOf(String text, int max) {
    int length = text.codePointCount(0, text.length());
    if (length > max) {
      return Optional.of("must have at most " + max + " characters, not " + length);
    }
    if (text.codePoints().anyMatch(CodePoints::isControl)) {
      return Optional.of("must not contain control characters or line breaks");
    }
    if (text.codePoints().anyMatch(CodePoints::turnsDirection)) {
      return Optional.of("must not contain characters that change the direction of text");
    }
    if (text.codePoints().noneMatch(DisplayText::isVisible)) {
      return Optional.of("must contain a visible character");
    }
    return Optional.empty();
  }

  private static boolean isVisible(int c) {
    return Character.getType(c) != Character.PRIVATE_USE && NormalText.isVisible(c);
  }
}
