package com.paidhr.messenger.shared.text;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * Makes one of what people take for the same letter: case, width and compatibility forms in all
 * scripts; marks in those that put them on letters (Latin, Greek, Cyrillic, Arabic, Hebrew,
 * Syriac); Latin letters that do not decompose; digits of any script. Marks that make another
 * letter, as in Japanese or Hindi, stay.
 */
final class Folding {
  /** Compatibility forms, case, and characters that are not seen. */
  static final Normalizer2 COMPATIBLE = Normalizer2.getNFKCCasefoldInstance();

  private static final Normalizer2 APART = Normalizer2.getNFDInstance();
  private static final Normalizer2 COMPOSED = Normalizer2.getNFCInstance();
  private static final int LAST_ASCII = 0x7F;

  /** ASCII characters that one letter becomes, at most. */
  private static final int MOST_FOR_ONE = 4;

  private Folding() {}

  /** The folded form of some characters; perhaps none of them is left. */
  static String fold(String characters) {
    String apart = APART.normalize(COMPATIBLE.normalize(characters));
    StringBuilder bare = new StringBuilder(apart.length());
    boolean carries = true;
    for (int i = 0; i < apart.length(); ) {
      int c = apart.codePointAt(i);
      i += Character.charCount(c);
      int script = UScript.getScript(c);
      if (Character.getType(c) != Character.NON_SPACING_MARK) {
        carries = putsMarksOnLetters(script);
        append(bare, c, script);
      } else if (!carries || !isMarkOnLetters(c, script)) {
        bare.appendCodePoint(c);
      }
    }
    return COMPOSED.normalize(bare);
  }

  private static boolean putsMarksOnLetters(int script) {
    return switch (script) {
      case UScript.LATIN,
          UScript.GREEK,
          UScript.CYRILLIC,
          UScript.ARABIC,
          UScript.HEBREW,
          UScript.SYRIAC ->
          true;
      default -> false;
    };
  }

  /** The two voice marks of kana are shared by no other script. */
  private static boolean isMarkOnLetters(int c, int script) {
    return putsMarksOnLetters(script)
        || (script == UScript.INHERITED && c != 0x3099 && c != 0x309A);
  }

  private static void append(StringBuilder folded, int c, int script) {
    if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
      folded.append(Character.digit(c, 10));
    } else if (script == UScript.LATIN && c > LAST_ASCII) {
      latin(folded, c);
    } else if (script == UScript.ARABIC || c == 0x0640) {
      arabic(folded, c);
    } else {
      folded.appendCodePoint(c);
    }
  }

  private static void latin(StringBuilder folded, int c) {
    if (c > Character.MAX_VALUE) {
      folded.appendCodePoint(c);
      return;
    }
    char[] ascii = new char[MOST_FOR_ONE];
    int length = ASCIIFoldingFilter.foldToASCII(new char[] {(char) c}, 0, ascii, 0, 1);
    for (int i = 0; i < length; i++) {
      folded.append(Character.toLowerCase(ascii[i])); // small capitals become capitals
    }
  }

  /** Letters that keyboards of Arabic, Persian and Urdu use for one another. */
  private static void arabic(StringBuilder folded, int c) {
    switch (c) {
      case 0x0640 -> {} // tatweel only stretches
      case 0x0671 -> folded.append('\u0627');
      case 0x0649, 0x06CC -> folded.append('\u064A');
      case 0x06A9 -> folded.append('\u0643');
      case 0x0629, 0x06C1, 0x06D5 -> folded.append('\u0647');
      default -> folded.appendCodePoint(c);
    }
  }
}
