package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.messaging.domain.Words.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for. Every word must occur; of the last word its beginning is enough unless
 * something follows it; words in quotation marks must stand in that order without others between.
 *
 * @param terms the words that must occur whole
 * @param prefix how some word must begin, or null
 * @param phrases the words of each quotation, in their order
 */
public record SearchQuery(Set<String> terms, @Nullable String prefix, List<List<String>> phrases) {
  /** Everything matches. */
  public static final SearchQuery ANY = new SearchQuery(Set.of(), null, List.of());

  private static final Pattern QUOTATION = Pattern.compile("\"([^\"]*)\"?");

  /** Reads what a user typed. */
  public static SearchQuery of(String typed) {
    Set<String> terms = new LinkedHashSet<>();
    List<List<String>> phrases = new ArrayList<>();
    Matcher quotation = QUOTATION.matcher(typed);
    while (quotation.find()) {
      List<String> phrase = inOrder(quotation.group(1));
      terms.addAll(Words.terms(quotation.group(1)));
      if (phrase.size() > 1) {
        phrases.add(phrase);
      }
    }
    String loose = QUOTATION.matcher(typed).replaceAll(" ");
    List<Word> words = Words.of(loose);
    String prefix = null;
    for (Word word : words) {
      boolean unfinished = word.spaced() && word.end() == loose.length();
      if (unfinished) {
        prefix = word.term();
      } else {
        terms.add(word.term());
      }
    }
    return new SearchQuery(terms, prefix, List.copyOf(phrases));
  }

  /** One word for each position: of pairs and single characters the single ones. */
  private static List<String> inOrder(String text) {
    List<String> phrase = new ArrayList<>();
    int last = -1;
    for (Word word : Words.of(text)) {
      if (word.position() > last) {
        phrase.add(word.term());
        last = word.position();
      }
    }
    return phrase;
  }

  /** Whether nothing is searched for. */
  public boolean isEmpty() {
    return terms.isEmpty() && prefix == null;
  }

  /** How many words are searched for. */
  public int size() {
    return terms.size() + (prefix == null ? 0 : 1);
  }

  /** Whether each quotation stands in one of the texts; the other words are known to occur. */
  public boolean hasPhrases(Collection<String> texts) {
    if (phrases.isEmpty()) {
      return true;
    }
    List<List<Word>> words = texts.stream().map(Words::of).toList();
    return phrases.stream().allMatch(phrase -> words.stream().anyMatch(text -> has(text, phrase)));
  }

  private static boolean has(List<Word> words, List<String> phrase) {
    return words.stream()
        .filter(word -> word.term().equals(phrase.getFirst()))
        .anyMatch(first -> continues(words, phrase, first.position()));
  }

  private static boolean continues(List<Word> words, List<String> phrase, int start) {
    for (int i = 1; i < phrase.size(); i++) {
      int position = start + i;
      String wanted = phrase.get(i);
      if (words.stream()
          .noneMatch(word -> word.position() == position && word.term().equals(wanted))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the word is one that is searched for. */
  public boolean matches(Word word) {
    return terms.contains(word.term()) || (prefix != null && word.term().startsWith(prefix));
  }
}
