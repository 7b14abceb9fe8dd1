package com.paidhr.messenger.messaging.domain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * Cuts text into words as people search for them: by the Unicode rules for word borders, with case,
 * accents and widths folded. Chinese, Japanese and Korean text, which has no spaces, becomes single
 * characters and pairs of neighbours.
 */
public final class Words {
  /** The most different words of one text that can be searched for. */
  public static final int MAX_TERMS = 1_000;

  private static final int MAX_LENGTH = 64;

  private static final Analyzer ANALYZER =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          Tokenizer words = new StandardTokenizer();
          return new TokenStreamComponents(
              words, new CJKBigramFilter(new FoldingFilter(words), ALL_SCRIPTS, true));
        }
      };

  private static final int ALL_SCRIPTS =
      CJKBigramFilter.HAN
          | CJKBigramFilter.HIRAGANA
          | CJKBigramFilter.KATAKANA
          | CJKBigramFilter.HANGUL;

  /**
   * One word of a text.
   *
   * @param term its folded form
   * @param position where it stands, counted in words
   * @param start where it begins, in UTF-16 units
   * @param end where it ends, exclusive
   * @param spaced whether it is of a script that separates words
   */
  public record Word(String term, int position, int start, int end, boolean spaced) {}

  private Words() {}

  /** The words of the text, in their order. */
  public static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    try (TokenStream tokens = ANALYZER.tokenStream("text", text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
      PositionIncrementAttribute step = tokens.addAttribute(PositionIncrementAttribute.class);
      TypeAttribute type = tokens.addAttribute(TypeAttribute.class);
      tokens.reset();
      int position = -1;
      while (tokens.incrementToken()) {
        position += step.getPositionIncrement();
        String folded = term.toString();
        if (!folded.isEmpty()) {
          words.add(
              new Word(
                  folded.length() <= MAX_LENGTH ? folded : folded.substring(0, MAX_LENGTH),
                  position,
                  offset.startOffset(),
                  offset.endOffset(),
                  isSpaced(type.type())));
        }
      }
      tokens.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return words;
  }

  private static boolean isSpaced(String type) {
    return type.equals("<ALPHANUM>") || type.equals("<NUM>");
  }

  /** The different folded words of the text, at most {@link #MAX_TERMS}. */
  public static List<String> terms(String text) {
    return of(text).stream().map(Word::term).distinct().limit(MAX_TERMS).toList();
  }
}
