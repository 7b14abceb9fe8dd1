package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.text.Words;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a body mentions: {@code @} and a name, where that is no part of an address, of
 * another network's handle, of a longer word, or of code.
 *
 * @param names what may be usernames, in lower case
 * @param all whether {@code @all} is among them
 */
public record MentionNames(Set<Name> names, boolean all) {
  private static final String ALL = "all";
  private static final String SIGNS = "._-";
  private static final int SHORTEST = 3;
  private static final int LONGEST = 32;

  /** Signs that, directly behind a word, make it go on: an address, a path, a parameter. */
  private static final String GO_ON = "#+=&$%^_/\\";

  /**
   * One name.
   *
   * @param plain without the signs at its end, which belong to the sentence
   * @param written with them, for users who were called so when that was still possible
   */
  public record Name(String plain, String written) {}

  /** Reads the body once. */
  public static MentionNames in(@Nullable String body) {
    Set<Name> names = new LinkedHashSet<>();
    boolean all = false;
    if (body != null && at(body, 0) >= 0) {
      BitSet silent = CodeSpans.in(body);
      silent.or(WebAddresses.in(body));
      for (int at = at(body, 0); at >= 0; at = at(body, at + 1)) {
        String written = silent.get(at) ? "" : nameAt(body, at);
        String plain = withoutSignsAtItsEnd(written);
        if (plain.equals(ALL)) {
          all = true;
        } else if (written.length() >= SHORTEST && plain.length() <= LONGEST && !plain.isEmpty()) {
          names.add(new Name(plain, written));
        }
      }
    }
    return new MentionNames(names, all);
  }

  public boolean isEmpty() {
    return names.isEmpty() && !all;
  }

  /** The next sign of a mention, in any width. */
  private static int at(String body, int from) {
    for (int i = from; i < body.length(); i++) {
      if (isAt(body.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isAt(int c) {
    return c == '@' || c == 0xFF20 || c == 0xFE6B;
  }

  /** The name behind this sign in lower case, empty when it is none. */
  private static String nameAt(String body, int at) {
    int end = at + 1;
    while (end < body.length() && WebAddresses.isAsciiWord(narrow(body.charAt(end)), SIGNS)) {
      end++;
    }
    if (end == at + 1 || !mayBegin(body, at) || !mayEnd(body, end)) {
      return "";
    }
    return body.substring(at + 1, end)
        .chars()
        .map(MentionNames::narrow)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .toLowerCase(Locale.ROOT);
  }

  private static int narrow(int c) {
    return c > 0xFF00 && c < 0xFF5F ? c - 0xFEE0 : c;
  }

  private static String withoutSignsAtItsEnd(String name) {
    int end = name.length();
    while (end > 0 && SIGNS.indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    return name.substring(0, end);
  }

  private static boolean mayBegin(String body, int at) {
    int before = seenBefore(body, at);
    if (before == 0) {
      return true;
    }
    int c = body.codePointBefore(before);
    if (isAt(c) || goesOn(c)) {
      return false;
    }
    while (before > 0 && GO_ON.indexOf(body.charAt(before - 1)) >= 0) {
      before--;
    }
    boolean afterGoingOn = GO_ON.indexOf(c) >= 0;
    return !afterGoingOn
        || before == 0
        || !goesOn(body.codePointBefore(before))
        || isMention(body, before);
  }

  /** Whether the word that ends here is itself a mention, as in {@code @ann/@bob}. */
  private static boolean isMention(String body, int end) {
    int start = end;
    while (start > 0 && WebAddresses.isAsciiWord(body.charAt(start - 1), SIGNS)) {
      start--;
    }
    return start > 0 && isAt(body.charAt(start - 1));
  }

  private static int seenBefore(String body, int at) {
    int before = at;
    while (before > 0 && Words.isUnseen(body.codePointBefore(before))) {
      before -= Character.charCount(body.codePointBefore(before));
    }
    return before;
  }

  private static boolean mayEnd(String body, int end) {
    int next = end;
    while (next < body.length() && Words.isUnseen(body.codePointAt(next))) {
      next += Character.charCount(body.codePointAt(next));
    }
    if (next == body.length()) {
      return true;
    }
    int c = body.codePointAt(next);
    if (isAt(c)) {
      return endsSentence(body.charAt(end - 1))
          || next + 1 == body.length()
          || !goesOn(body.codePointAt(next + 1));
    }
    return !goesOn(c) && !(c == ':' && isHost(body, next + 1));
  }

  /** Whether no handle of another network ends so, as in {@code @ann.@bob}. */
  private static boolean endsSentence(char last) {
    return last == '.' || last == '-';
  }

  /** Whether {@code example.org} or the like stands here, as in a handle of Matrix. */
  private static boolean isHost(String body, int start) {
    int end = start;
    while (end < body.length() && WebAddresses.isAsciiWord(body.charAt(end), "-")) {
      end++;
    }
    return end > start
        && end + 1 < body.length()
        && body.charAt(end) == '.'
        && WebAddresses.isAsciiWord(body.charAt(end + 1), "");
  }

  /** Whether it would be part of the same word, which needs a script that separates words. */
  private static boolean goesOn(int c) {
    return Words.isOfWords(c) && !Words.isOfUnspacedScript(c);
  }
}
