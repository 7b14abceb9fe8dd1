package com.paidhr.messenger.shared;

/** What kinds of Unicode code points names of any sort refuse. */
public final class CodePoints {
  private CodePoints() {}

  /**
   * Whether it is a control, a line or paragraph separator, half a surrogate pair or unassigned.
   */
  public static boolean isControl(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  /** Whether it is an embedding, override or isolate of the bidirectional algorithm. */
  public static boolean turnsDirection(int codePoint) {
    return (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
