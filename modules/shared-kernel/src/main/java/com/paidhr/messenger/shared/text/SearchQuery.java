package com.paidhr.messenger.shared.text;

import com.paidhr.messenger.shared.text.Word.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for. Every word must occur; of the last word its beginning is enough unless
 * something follows it; words in quotation marks, and what is typed without a blank between, must
 * stand in that order without others between.
 *
 * @param terms the words that must occur whole
 * @param prefix how some word must begin, or null
 * @param phrases what must stand together
 */
public record SearchQuery(Set<String> terms, @Nullable String prefix, List<Phrase> phrases) {
  /** Everything matches. */
  public static final SearchQuery ANY = new SearchQuery(Set.of(), null, List.of());

  /** As many terms as a store is asked for; the others are compared with what it finds. */
  private static final int MAX_LOOKED_UP = 16;

  private static final Pattern CURLY = Pattern.compile("[\u201C-\u201F]");
  private static final Pattern IN_HEBREW =
      Pattern.compile("(?<=\\p{IsHebrew})[\"\u201C\u201D](?=\\p{IsHebrew})");
  private static final Pattern QUOTATION = Pattern.compile("\"([^\"]*)\"?");
  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");

  /** Reads what a user typed. */
  public static SearchQuery of(String typed) {
    String text = CURLY.matcher(IN_HEBREW.matcher(typed).replaceAll("\u05F4")).replaceAll("\"");
    Reading reading = new Reading();
    Matcher quotation = QUOTATION.matcher(text);
    while (quotation.find()) {
      reading.add(quotation.group(1), false);
    }
    String loose = QUOTATION.matcher(text).replaceAll(" ");
    int start = 0;
    Matcher blanks = BLANKS.matcher(loose);
    while (blanks.find()) {
      reading.add(loose.substring(start, blanks.start()), false);
      start = blanks.end();
    }
    reading.add(loose.substring(start), true);
    return new SearchQuery(reading.terms, reading.prefix, List.copyOf(reading.phrases));
  }

  private static final class Reading {
    final Set<String> terms = new LinkedHashSet<>();
    final List<Phrase> phrases = new ArrayList<>();
    @Nullable String prefix;

    /** Adds what must stand together; an open one may go on where it ends. */
    void add(String text, boolean open) {
      List<Word> words = Words.of(text);
      List<Word> links = words.stream().filter(Word::isLink).toList();
      if (links.isEmpty()) {
        return;
      }
      Word last = links.getLast();
      boolean unfinished = open && last.role() == Role.WHOLE && last.end() == text.length();
      Set<Integer> paired = new HashSet<>();
      for (Word word : words) {
        if (word.role() == Role.PAIR) {
          paired.add(word.position());
          paired.add(word.position() + 1);
          terms.add(word.term());
        }
      }
      for (Word link : links) {
        if (unfinished && link == last) {
          prefix = link.term();
        } else if (!paired.contains(link.position())) {
          terms.add(link.term());
        }
      }
      if (links.size() > 1) {
        phrases.add(new Phrase(links.stream().map(Word::term).toList(), unfinished));
      }
    }
  }

  /** Whether nothing is searched for. */
  public boolean isEmpty() {
    return terms.isEmpty() && prefix == null;
  }

  /** Those terms that a store is to be asked for, the likely rarest first. */
  public List<String> lookedUp() {
    return terms.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .limit(MAX_LOOKED_UP)
        .toList();
  }

  /** Whether what has all {@link #lookedUp} and the prefix need not match. */
  public boolean isStricter() {
    return !phrases.isEmpty() || terms.size() > MAX_LOOKED_UP;
  }

  /**
   * Whether texts in which the store has found what it was asked for do match: each phrase stands
   * in one of them, and the other terms in any.
   */
  public boolean matches(Collection<String> texts) {
    if (!isStricter()) {
      return true;
    }
    List<List<Word>> words = texts.stream().map(Words::of).toList();
    Set<String> missing = new HashSet<>(terms);
    words.forEach(text -> text.forEach(word -> missing.remove(word.term())));
    return missing.isEmpty()
        && phrases.stream().allMatch(phrase -> words.stream().anyMatch(phrase::standsIn));
  }

  /** Whether the word is one that is searched for. */
  public boolean matches(Word word) {
    return terms.contains(word.term()) || (prefix != null && word.term().startsWith(prefix));
  }
}
