package com.paidhr.messenger.shared.text;

/**
 * One thing that a text can be found by.
 *
 * @param term its folded form
 * @param position where it stands, counted in words; parts of a word have the position of the whole
 * @param start where it begins, in UTF-16 units
 * @param end where it ends, exclusive
 */
public record Word(String term, int position, int start, int end, Role role) {

  /** What a word is to its neighbours. */
  public enum Role {
    /** A whole word of a script that separates words. */
    WHOLE,
    /** A part of the word before: of camelCase, or at an apostrophe. */
    PART,
    /** One character of a script that does not separate words. */
    CHARACTER,
    /** Two neighbours of a script that does not separate words. */
    PAIR,
    /** An emoji. */
    EMOJI
  }

  /** Whether it is one of those that, in order, make up the text. */
  boolean isLink() {
    return role != Role.PART && role != Role.PAIR;
  }
}
