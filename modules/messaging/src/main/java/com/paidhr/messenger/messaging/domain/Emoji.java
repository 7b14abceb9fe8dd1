package com.paidhr.messenger.messaging.domain;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.Optional;

/** What counts as one emoji. */
public final class Emoji {
  private static final int MAX_CODE_POINTS = 16;
  private static final String AS_EMOJI = "\uFE0F";

  private Emoji() {}

  /**
   * The text if it is exactly one of the emoji that Unicode recommends for interchange: a single
   * character, flag, keycap or joined sequence, but no skin tone alone. It gets a U+FE0F wherever
   * Unicode's fully qualified form has one, so that an emoji has one form however it was typed.
   */
  public static Optional<String> of(String text) {
    if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
      return Optional.empty();
    }
    int[] characters = text.replace(AS_EMOJI, "").codePoints().toArray();
    boolean skinAlone = characters.length == 1 && Character.isEmojiModifier(characters[0]);
    String qualified = qualified(characters);
    return !skinAlone && UCharacter.hasBinaryProperty(qualified, UProperty.RGI_EMOJI)
        ? Optional.of(qualified)
        : Optional.empty();
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
}
