package com.paidhr.messenger.messaging.domain;

/** What counts as one emoji. */
public final class Emoji {
  private static final int MAX_CODE_POINTS = 16;
  private static final int KEYCAP = 0x20E3;
  private static final int AS_EMOJI = 0xFE0F;

  private Emoji() {}

  /** Whether the text is exactly one emoji: a single character, flag, keycap or joined sequence. */
  public static boolean isOne(String text) {
    if (text.isEmpty() || text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
      return false;
    }
    boolean picture =
        text.codePoints()
            .anyMatch(c ->
                Character.isEmojiPresentation(c)
                    || c == KEYCAP
                    || (Character.isEmoji(c) && c > 0xFF)
                    || (Character.isEmoji(c) && text.indexOf(AS_EMOJI) > 0));
    return picture && text.matches("\\X");
  }
}
