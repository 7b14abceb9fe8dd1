package com.paidhr.messenger.messaging.domain;

import java.util.Optional;

/** What counts as one emoji. */
public final class Emoji {
  private static final int MAX_CODE_POINTS = 16;
  private static final int LAST_ASCII = 0x7F;
  private static final int JOINER = 0x200D;
  private static final int ENCLOSING_KEYCAP = 0x20E3;
  private static final String KEYCAP = "[0-9#*]\uFE0F\u20E3";
  private static final String AS_EMOJI = "\uFE0F";

  private Emoji() {}

  /**
   * The text if it is exactly one emoji: a single character, flag, keycap or joined sequence. It
   * gets a U+FE0F wherever Unicode's fully qualified form has one, so that an emoji has one form
   * however it was typed.
   */
  public static Optional<String> of(String text) {
    if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
      return Optional.empty();
    }
    String qualified = qualified(text.replace(AS_EMOJI, "").codePoints().toArray());
    boolean one = qualified.matches(KEYCAP) || (isPicture(qualified) && qualified.matches("\\X"));
    return one ? Optional.of(qualified) : Optional.empty();
  }

  private static String qualified(int[] characters) {
    StringBuilder qualified = new StringBuilder();
    for (int i = 0; i < characters.length; i++) {
      int character = characters[i];
      boolean colored = i + 1 < characters.length && Character.isEmojiModifier(characters[i + 1]);
      qualified.appendCodePoint(character);
      if (Character.isEmoji(character) && !Character.isEmojiPresentation(character) && !colored) {
        qualified.append(AS_EMOJI);
      }
    }
    return qualified.toString();
  }

  private static boolean isPicture(String text) {
    return !text.isEmpty()
        && Character.isEmoji(text.codePointAt(0))
        && text.codePointBefore(text.length()) != JOINER
        && text.codePoints()
            .allMatch(c ->
                c > LAST_ASCII
                    && c != ENCLOSING_KEYCAP
                    && (Character.isEmoji(c) || Character.isEmojiComponent(c)));
  }
}
