package com.paidhr.messenger.shared.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Folded characters that stand together, each with its place in the original text. */
final class Run {
  private static final int FIRST_SIZE = 16;

  /** How a character looked before it was folded. */
  enum Shape {
    UPPER,
    LOWER,
    DIGIT,
    OTHER,
    /** It belongs to the one before. */
    SAME;

    static Shape of(int c) {
      if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
        return UPPER;
      }
      return Character.isLowerCase(c) ? LOWER : Character.isDigit(c) ? DIGIT : OTHER;
    }
  }

  private final StringBuilder folded = new StringBuilder();
  private int[] starts = new int[FIRST_SIZE];
  private int[] ends = new int[FIRST_SIZE];
  private Shape[] shapes = new Shape[FIRST_SIZE];
  private boolean[] joints = new boolean[FIRST_SIZE];

  /**
   * Adds a character.
   *
   * @param joint whether something before it parts the word without ending it
   */
  void add(int c, int start, int end, Shape shape, boolean joint) {
    int from = folded.length();
    folded.appendCodePoint(c);
    for (int i = from; i < folded.length(); i++) {
      if (i == starts.length) {
        starts = Arrays.copyOf(starts, 2 * i);
        ends = Arrays.copyOf(ends, 2 * i);
        shapes = Arrays.copyOf(shapes, 2 * i);
        joints = Arrays.copyOf(joints, 2 * i);
      }
      starts[i] = start;
      ends[i] = end;
      shapes[i] = i == from ? shape : Shape.SAME;
      joints[i] = joint && i == from;
    }
  }

  boolean isEmpty() {
    return folded.isEmpty();
  }

  int length() {
    return folded.length();
  }

  int characterAt(int index) {
    return folded.codePointAt(index);
  }

  int lastCharacter() {
    return folded.codePointBefore(folded.length());
  }

  void clear() {
    folded.setLength(0);
  }

  Word word(String term, int position, int from, int to, Word.Role role) {
    return new Word(term, position, starts[from], ends[to - 1], role);
  }

  String text(int from, int to) {
    return folded.substring(from, to);
  }

  /** Where its parts begin, the first at 0; borders at digits count if there are few. */
  List<Integer> parts(int fewParts) {
    List<Integer> all = parts(true);
    return all.size() <= fewParts ? all : parts(false);
  }

  private List<Integer> parts(boolean atDigits) {
    List<Integer> parts = new ArrayList<>();
    parts.add(0);
    Shape before = shapes[0];
    for (int i = 1; i < folded.length(); i++) {
      Shape shape = shapes[i];
      if (shape != Shape.SAME) {
        boolean digits = (before == Shape.DIGIT) != (shape == Shape.DIGIT);
        if (joints[i] || isHump(before, shape, i) || (atDigits && digits)) {
          parts.add(i);
        }
        before = shape;
      }
    }
    return parts;
  }

  /** {@code user|Name}, {@code HTTP|Request}, {@code PDF|s}. */
  private boolean isHump(Shape before, Shape shape, int at) {
    boolean plural = at == folded.length() - 1 && folded.charAt(at) == 's';
    if (before == Shape.UPPER && shape == Shape.LOWER) {
      return plural && at > 1 && shapes[at - 2] == Shape.UPPER;
    }
    if (shape != Shape.UPPER) {
      return false;
    }
    int next = at + 1;
    boolean lowerNext = next < folded.length() && shapes[next] == Shape.LOWER;
    boolean pluralNext = next == folded.length() - 1 && folded.charAt(next) == 's';
    return before == Shape.LOWER || (before == Shape.UPPER && lowerNext && !pluralNext);
  }
}
