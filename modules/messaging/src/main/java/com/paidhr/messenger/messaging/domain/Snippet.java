package com.paidhr.messenger.messaging.domain;

import com.paidhr.messenger.shared.text.SearchQuery;
import com.paidhr.messenger.shared.text.Word;
import com.paidhr.messenger.shared.text.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a body around what was searched for. No markup: the client draws the highlights.
 *
 * @param text at most about 160 characters of the body
 * @param highlights where the words stand in it, ascending
 */
public record Snippet(String text, List<Highlight> highlights) {
  private static final int BEFORE = 40;
  private static final int LENGTH = 160;

  /** From {@code start} to {@code end}, exclusive, in UTF-16 units of the snippet's text. */
  public record Highlight(int start, int end) {}

  /** The snippet of a body; without a match its beginning. */
  public static Snippet of(String body, SearchQuery query) {
    List<Word> matches = Words.of(body).stream().filter(query::matches).toList();
    int first = matches.isEmpty() ? 0 : matches.getFirst().start();
    int from = whole(body, Math.max(0, first - BEFORE));
    int to = whole(body, Math.min(body.length(), from + LENGTH));
    List<Highlight> highlights = new ArrayList<>();
    int end = from;
    for (Word match : matches) {
      if (match.end() > end && match.end() <= to) {
        int start = match.start() < end ? highlights.removeLast().start() : match.start() - from;
        highlights.add(new Highlight(start, match.end() - from));
        end = match.end();
      }
    }
    return new Snippet(body.substring(from, to), highlights);
  }

  /** The nearest place at or before this one that does not cut a character. */
  private static int whole(String body, int at) {
    return at > 0 && at < body.length() && Character.isLowSurrogate(body.charAt(at)) ? at - 1 : at;
  }
}
