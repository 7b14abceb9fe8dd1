package com.paidhr.messenger.shared;

/** A string that cannot be an id of ours. Where it names a resource, nothing can exist under it. */
public final class InvalidIdException extends IllegalArgumentException {
  private static final int LONGEST = 64;

  InvalidIdException(String value) {
    super("Not an id: " + (value.length() > 80 ? value.substring(0, 80) + "…" : value));
  }

  /**
   * One to 64 of {@code A-Z a-z 0-9 _ -}. Asked for every id that is read, so without a pattern.
   */
  static void requireWellFormed(String value) {
    boolean wellFormed = !value.isEmpty() && value.length() <= LONGEST;
    for (int i = 0; wellFormed && i < value.length(); i++) {
      wellFormed = mayBeInAnId(value.charAt(i));
    }
    if (!wellFormed) {
      throw new InvalidIdException(value);
    }
  }

  private static boolean mayBeInAnId(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == '-';
  }
}
