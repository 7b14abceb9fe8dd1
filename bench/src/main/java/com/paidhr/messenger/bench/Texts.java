package com.paidhr.messenger.bench;

import java.util.SplittableRandom;

/**
 * Sentences of invented words, a few of them frequent and most of them rare, as in any language
 * (Zipf). 3 to 20 words, the same for the same seed.
 */
final class Texts {
  private static final String[] SYLLABLES = {
    "ba", "co", "di", "fu", "ga", "he", "ki", "lo", "ma", "ne", "pi", "ro", "sa", "te", "vu", "za"
  };
  private static final int WORDS = 30_000;

  private final SplittableRandom random;

  Texts(long seed) {
    random = new SplittableRandom(seed);
  }

  String next() {
    int words = 3 + random.nextInt(18);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(word((int) Math.pow(WORDS, random.nextDouble())));
    }
    return text.append('.').toString();
  }

  /** The word with this rank; 1 is the most frequent. */
  static String word(int rank) {
    StringBuilder word = new StringBuilder();
    for (int rest = rank; rest > 0; rest /= SYLLABLES.length) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return word.toString();
  }
}
