package com.paidhr.messenger.shared.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.LineBreak;
import com.ibm.icu.lang.UProperty;

/** What a character does to words. */
final class Letters {
  private static final int FIRST_UNSPACED = 0x0E00;

  private Letters() {}

  /** Whether it is drawn as nothing and takes no room; the fillers of Hangul do take room. */
  static boolean isUnseen(int c) {
    return UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)
        && !isHangulFiller(c);
  }

  static boolean isHangulFiller(int c) {
    return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
  }

  /** Whether what stands before and behind it are words too: a place to break, or a non-joiner. */
  static boolean partsSilently(int c) {
    return c == 0x200B || c == 0x200C;
  }

  /** Whether it changes the character before it rather than stand for itself. */
  static boolean continues(int c) {
    return c >= 0x300 && !Folding.COMPATIBLE.hasBoundaryBefore(c) && !isUnseen(c);
  }

  /** Signs that stand within words, and the elided point of Catalan. */
  static boolean isApostrophe(int c) {
    return switch (c) {
      case '\'', 0xB4, 0xB7, 0x2B9, 0x2BB, 0x2BC, 0x2BD, 0x55A, 0x5F3 -> true;
      case 0x2018, 0x2019, 0x201B, 0x2027, 0x2032, 0xFF07 -> true;
      default -> false;
    };
  }

  /** Signs that stand in Hebrew abbreviations. */
  static boolean isHebrewQuote(int c) {
    return c == '"' || c == 0x5F4 || c == 0x201C || c == 0x201D;
  }

  /** Whether it is one of the many that fold to themselves, so that the long way is not needed. */
  static boolean isPlainIdeograph(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
  }

  static boolean isHebrew(int c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.HEBREW;
  }

  static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  static boolean makesWords(int c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.LETTER_NUMBER
        || Character.getType(c) == Character.OTHER_NUMBER;
  }

  /**
   * Whether it is a letter or mark of a script that writes no blanks between words, or words with
   * their particles together, as Korean does.
   */
  static boolean isOfUnspacedScript(int c) {
    if (c < FIRST_UNSPACED || !(makesWords(c) || isMark(c))) {
      return false;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN,
          HIRAGANA,
          KATAKANA,
          HANGUL,
          BOPOMOFO,
          YI,
          NUSHU,
          TANGUT,
          THAI,
          LAO,
          KHMER,
          MYANMAR,
          BALINESE,
          JAVANESE ->
          true;
      case COMMON -> c >= 0x3006 && c <= 0x30FF; // what kana and Han share, as the long sound
      default ->
          UCharacter.getIntPropertyValue(c, UProperty.LINE_BREAK) == LineBreak.COMPLEX_CONTEXT;
    };
  }
}
