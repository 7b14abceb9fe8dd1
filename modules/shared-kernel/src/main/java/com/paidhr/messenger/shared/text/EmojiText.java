package com.paidhr.messenger.shared.text;

/** Where an emoji of several characters ends, and its form without colour. */
final class EmojiText {
  private static final int LAST_ASCII = 0x7F;
  private static final int JOINER = 0x200D;
  private static final int AS_TEXT = 0xFE0E;
  private static final int AS_EMOJI = 0xFE0F;
  private static final int KEYCAP = 0x20E3;

  private EmojiText() {}

  /** The end of the emoji that begins here; {@code start} when none does. */
  static int end(String text, int start) {
    int c = text.codePointAt(start);
    int next = start + Character.charCount(c);
    if (c <= LAST_ASCII) {
      return isKeycapBase(c) ? keycapEnd(text, start, next) : start;
    }
    if (isRegion(c)) {
      return isRegion(at(text, next)) ? next + 2 : start;
    }
    if (!Character.isEmoji(c)) {
      return start;
    }
    int end = modified(text, next);
    while (at(text, end) == JOINER && Character.isEmoji(at(text, end + 1))) {
      end = modified(text, end + 1 + Character.charCount(at(text, end + 1)));
    }
    return end;
  }

  private static int keycapEnd(String text, int start, int next) {
    int cap = at(text, next) == AS_EMOJI ? next + 1 : next;
    return at(text, cap) == KEYCAP ? cap + 1 : start;
  }

  private static int modified(String text, int start) {
    int end = start;
    for (int c = at(text, end); modifies(c); c = at(text, end)) {
      end += Character.charCount(c);
    }
    return end;
  }

  private static boolean modifies(int c) {
    return isSelector(c)
        || c == KEYCAP
        || Character.isEmojiModifier(c)
        || (c >= 0xE0020 && c <= 0xE007F);
  }

  /** The emoji without selectors and skin tones. */
  static String plain(String emoji) {
    return emoji
        .codePoints()
        .filter(c -> !isSelector(c) && !Character.isEmojiModifier(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isSelector(int c) {
    return c == AS_TEXT || c == AS_EMOJI;
  }

  private static boolean isKeycapBase(int c) {
    return (c >= '0' && c <= '9') || c == '#' || c == '*';
  }

  private static boolean isRegion(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }

  private static int at(String text, int index) {
    return index < text.length() ? text.codePointAt(index) : -1;
  }
}
