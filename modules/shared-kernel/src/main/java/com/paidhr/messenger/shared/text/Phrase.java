package com.paidhr.messenger.shared.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Words that must stand in this order without others between.
 *
 * @param unfinished whether the beginning of the last one is enough
 */
public record Phrase(List<String> terms, boolean unfinished) {

  /** Whether it stands in the text with these words. */
  boolean standsIn(List<Word> words) {
    List<BitSet> places = places(words);
    int rarest = rarest(places);
    return places.get(rarest).stream()
        .map(place -> place - rarest)
        .anyMatch(first -> first >= 0 && isAt(places, first));
  }

  private static boolean isAt(List<BitSet> places, int first) {
    for (int i = 0; i < places.size(); i++) {
      if (!places.get(i).get(first + i)) {
        return false;
      }
    }
    return true;
  }

  private static int rarest(List<BitSet> places) {
    return IntStream.range(0, places.size())
        .boxed()
        .min(Comparator.comparingInt(i -> places.get(i).cardinality()))
        .orElseThrow();
  }

  /** For each term the positions where it stands. */
  private List<BitSet> places(List<Word> words) {
    Map<String, BitSet> byTerm = new HashMap<>();
    terms.forEach(term -> byTerm.put(term, new BitSet()));
    BitSet beginnings = new BitSet();
    for (Word word : words) {
      BitSet known = byTerm.get(word.term());
      if (known != null) {
        known.set(word.position());
      }
      if (unfinished && word.term().startsWith(terms.getLast())) {
        beginnings.set(word.position());
      }
    }
    List<BitSet> places = new ArrayList<>();
    terms.forEach(term -> places.add(byTerm.getOrDefault(term, beginnings)));
    if (unfinished) {
      places.set(places.size() - 1, beginnings);
    }
    return places;
  }
}
