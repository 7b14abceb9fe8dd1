package com.paidhr.messenger.shared.text;

import com.paidhr.messenger.shared.text.Run.Shape;
import com.paidhr.messenger.shared.text.Word.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads one text from its beginning to its end. Not to be used twice. */
final class WordCutter {
  /** With at most so many parts each of their sequences is a part too. */
  private static final int FEW_PARTS = 6;

  private static final int FEW_PARTS_AT_DIGITS = 4;

  /** A word of more parts is no name but code, and found as a whole. */
  private static final int MANY_PARTS = 32;

  private static final int FIRST_COMBINING = 0x300;

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private final Run letters = new Run();
  private final Run characters = new Run();
  private int position;
  private boolean joint;
  private boolean inOrder = true;

  WordCutter(String text) {
    this.text = text;
  }

  /** The words, by where they begin. */
  List<Word> cut() {
    for (int at = 0; at < text.length(); ) {
      at = step(at);
    }
    endWord();
    if (!inOrder) {
      words.sort(Comparator.comparingInt(Word::start));
    }
    return words;
  }

  /** Reads what stands here; returns where to go on. */
  private int step(int at) {
    int c = text.codePointAt(at);
    int next = at + Character.charCount(c);
    if (c < 0x80 && (next == text.length() || text.charAt(next) < FIRST_COMBINING)) {
      plain(c, at, next);
      return next;
    }
    int emoji = EmojiText.end(text, at);
    if (emoji > at) {
      emoji(at, emoji);
      return emoji;
    }
    if (Letters.isUnseen(c)) {
      joint |= Letters.partsSilently(c);
      return next;
    }
    if (Letters.isApostrophe(c) || Letters.isHebrewQuote(c)) {
      sign(c, next);
      return next;
    }
    int end = next;
    while (end < text.length() && Letters.continues(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    if (end == next && Letters.isPlainIdeograph(c)) {
      endLetters();
      characters.add(c, at, end, Shape.OTHER, false);
      return end;
    }
    Shape shape = Shape.of(c);
    String folded = Folding.fold(text.substring(at, end));
    for (int i = 0; i < folded.length(); ) {
      int f = folded.codePointAt(i);
      character(f, at, end, shape);
      shape = Shape.SAME;
      i += Character.charCount(f);
    }
    return end;
  }

  private void plain(int c, int at, int next) {
    if (c >= 'a' && c <= 'z') {
      letter(c, at, next, Shape.LOWER);
    } else if (c >= 'A' && c <= 'Z') {
      letter(c + ('a' - 'A'), at, next, Shape.UPPER);
    } else if (c >= '0' && c <= '9') {
      letter(c, at, next, Shape.DIGIT);
    } else {
      sign(c, next);
    }
  }

  private void sign(int c, int next) {
    int following = next < text.length() ? text.codePointAt(next) : ' ';
    boolean within =
        !letters.isEmpty()
            && Character.isLetter(following)
            && !Letters.isOfUnspacedScript(following);
    if (within && Letters.isApostrophe(c)) {
      joint = true;
    } else if (!(within
        && Letters.isHebrewQuote(c)
        && Letters.isHebrew(letters.lastCharacter())
        && Letters.isHebrew(following))) {
      endWord();
    }
  }

  private void emoji(int at, int end) {
    endWord();
    String plain = EmojiText.plain(text.substring(at, end));
    if (!plain.isEmpty()) {
      words.add(new Word(plain, position++, at, end, Role.EMOJI));
    }
  }

  private void character(int c, int start, int end, Shape shape) {
    if (Letters.isOfUnspacedScript(c)) {
      endLetters();
      characters.add(c, start, end, shape, false);
    } else if (Letters.isMark(c)) {
      (characters.isEmpty() ? letters : characters).add(c, start, end, Shape.SAME, false);
    } else if (Letters.makesWords(c)) {
      letter(c, start, end, shape);
    } else if (!Letters.isApostrophe(c)) {
      endWord();
    }
  }

  private void letter(int c, int start, int end, Shape shape) {
    endCharacters();
    letters.add(c, start, end, shape, joint && !letters.isEmpty());
    joint = false;
  }

  private void endWord() {
    endCharacters();
    endLetters();
  }

  private void endCharacters() {
    int before = 0;
    for (int at = 0; at < characters.length(); ) {
      int size = Character.charCount(characters.characterAt(at));
      if (at > 0) {
        words.add(
            characters.word(
                characters.text(before, at + size), position - 1, before, at + size, Role.PAIR));
      }
      words.add(
          characters.word(
              characters.text(at, at + size), position++, at, at + size, Role.CHARACTER));
      before = at;
      at += size;
    }
    characters.clear();
  }

  private void endLetters() {
    joint = false;
    if (letters.isEmpty()) {
      return;
    }
    int first = position;
    int from = 0;
    List<String> pieces = LongWords.cut(letters.text(0, letters.length()));
    for (String piece : pieces) {
      int to = from + piece.replace(LongWords.CUT, "").length();
      words.add(letters.word(piece, position++, from, to, Role.WHOLE));
      from = to;
    }
    inOrder &= pieces.size() == 1;
    addParts(letters.parts(FEW_PARTS_AT_DIGITS), first);
    letters.clear();
  }

  private void addParts(List<Integer> starts, int at) {
    int count = starts.size();
    if (count == 1 || count > MANY_PARTS) {
      return;
    }
    int longest = count > FEW_PARTS ? 1 : count;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j <= Math.min(count, i + longest); j++) {
        int from = starts.get(i);
        int to = j == count ? letters.length() : starts.get(j);
        if (j - i < count && to - from <= LongWords.LONGEST) {
          words.add(letters.word(letters.text(from, to), at, from, to, Role.PART));
        }
      }
    }
  }
}
