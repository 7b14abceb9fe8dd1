package com.paidhr.messenger.shared.text;

import java.util.List;

/**
 * Cuts text into words as people search for them. This is the one analysis for messages, file
 * names, users and conversations; what is stored of it has to be made anew when {@link #VERSION}
 * grows.
 *
 * <p>Case, width, accents and characters that are not seen do not matter. A word is what letters
 * and digits stand together; signs separate, so that each part of an address is a word, and a part
 * of camelCase or what stands at an apostrophe is one beside the whole. Scripts that do not
 * separate words (Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese…) become single characters
 * and pairs of neighbours: index and query agree wherever a word stands in its sentence, which
 * dictionaries do not promise. An emoji is a word, with whatever selector or skin tone.
 */
public final class Words {
  /** Grows with each change of what {@link #terms} answers. */
  public static final int VERSION = 2;

  /** The most different words of one text that can be searched for. */
  public static final int MAX_TERMS = 2_000;

  private Words() {}

  /** The words of the text, in their order. */
  public static List<Word> of(String text) {
    return new WordCutter(text).cut();
  }

  /** Whether it is a letter, a digit or a mark on one. */
  public static boolean isOfWords(int codePoint) {
    return Letters.makesWords(codePoint) || Letters.isMark(codePoint);
  }

  /** Whether it is of a script that writes no blanks between words, or particles to the word. */
  public static boolean isOfUnspacedScript(int codePoint) {
    return Letters.isOfUnspacedScript(codePoint);
  }

  /** Whether it is drawn as nothing and takes no room. */
  public static boolean isUnseen(int codePoint) {
    return Letters.isUnseen(codePoint);
  }

  /** The different folded words of the text, at most {@link #MAX_TERMS}. */
  public static List<String> terms(String text) {
    return of(text).stream().map(Word::term).distinct().limit(MAX_TERMS).toList();
  }

  /** The text with its letters folded and its signs and blanks as they are. */
  public static String fold(String text) {
    return Folding.fold(text);
  }

  /**
   * The text folded as a whole, with a blank between words, for names of which any part may be
   * searched for.
   */
  public static String key(String text) {
    StringBuilder key = new StringBuilder();
    int end = -1;
    for (Word word : of(text)) {
      if (word.isLink()) {
        boolean joined = word.role() == Word.Role.CHARACTER && word.start() <= end;
        key.append(key.isEmpty() || joined ? "" : " ").append(word.term());
        end = word.role() == Word.Role.CHARACTER ? word.end() : -1;
      }
    }
    return key.toString().replace(LongWords.CUT + " " + LongWords.CUT, "");
  }
}
