package com.paidhr.messenger.shared.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts words that are too long for one term into terms at consecutive positions. A cut is marked on
 * both sides, so that a piece is no word of its own and no other word with the same beginning.
 */
final class LongWords {
  /** The longest term, in UTF-16 units, without the marks. */
  static final int LONGEST = 64;

  /** Nobody can type it into a word. */
  static final String CUT = "\u0001";

  private LongWords() {}

  static List<String> cut(String word) {
    List<String> pieces = new ArrayList<>();
    for (int start = 0; start < word.length(); ) {
      int end = Math.min(word.length(), start + LONGEST);
      if (end < word.length() && Character.isLowSurrogate(word.charAt(end))) {
        end--;
      }
      String before = start == 0 ? "" : CUT;
      String behind = end == word.length() ? "" : CUT;
      pieces.add(before + word.substring(start, end) + behind);
      start = end;
    }
    return pieces;
  }
}
