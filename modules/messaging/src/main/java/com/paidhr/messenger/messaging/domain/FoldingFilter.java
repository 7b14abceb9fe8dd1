package com.paidhr.messenger.messaging.domain;

import java.io.IOException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Folds case, width and compatibility forms in all scripts, and accents in those that put them on
 * letters: Latin, Greek and Cyrillic. Marks that make another letter, as in Japanese, stay.
 */
final class FoldingFilter extends TokenFilter {
  private static final Pattern ACCENTS =
      Pattern.compile("(?<=[\\p{IsLatin}\\p{IsGreek}\\p{IsCyrillic}])\\p{Mn}+");

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

  FoldingFilter(TokenStream words) {
    super(words);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!input.incrementToken()) {
      return false;
    }
    if (!isPlain()) {
      String folded = fold(term.toString());
      term.setEmpty().append(folded);
    }
    return true;
  }

  private boolean isPlain() {
    for (int i = 0; i < term.length(); i++) {
      char c = term.charAt(i);
      if (c > 'z' || (c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }

  static String fold(String word) {
    String upper = Normalizer.normalize(word, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
    String lower = upper.toLowerCase(Locale.ROOT).replace('ς', 'σ');
    String bare = ACCENTS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
    return Normalizer.normalize(bare, Normalizer.Form.NFC);
  }
}
