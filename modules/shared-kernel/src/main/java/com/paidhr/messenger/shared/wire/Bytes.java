package com.paidhr.messenger.shared.wire;

import java.nio.charset.StandardCharsets;

/** Classes of bytes as RFC 9110 and 9112 name them, and comparisons without a copy. */
final class Bytes {
  private static final boolean[] TOKEN = new boolean[256];
  private static final boolean[] VISIBLE = new boolean[256];
  private static final boolean[] TEXT = new boolean[256];

  static {
    for (int c = 0x21; c < 0x7f; c++) {
      VISIBLE[c] = true;
      TEXT[c] = true;
      TOKEN[c] = Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
    for (int c = 0x80; c <= 0xff; c++) {
      TEXT[c] = true;
    }
    TEXT[' '] = true;
    TEXT['\t'] = true;
  }

  private Bytes() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static boolean isToken(byte value) {
    return TOKEN[value & 0xff];
  }

  /** Where the bytes from {@code at} on stop being a token. */
  static int skipToken(byte[] bytes, int at, int end) {
    int i = at;
    while (i < end && TOKEN[bytes[i] & 0xff]) {
      i++;
    }
    return i;
  }

  /** Where the bytes from {@code at} on stop being visible ASCII. */
  static int skipVisible(byte[] bytes, int at, int end) {
    int i = at;
    while (i < end && VISIBLE[bytes[i] & 0xff]) {
      i++;
    }
    return i;
  }

  /** Where the bytes from {@code at} on stop being what a header's value may hold. */
  static int skipText(byte[] bytes, int at, int end) {
    int i = at;
    while (i < end && TEXT[bytes[i] & 0xff]) {
      i++;
    }
    return i;
  }

  static boolean isBlank(byte value) {
    return value == ' ' || value == '\t';
  }

  /** Whether the bytes are this lower-case word, in letters of any case. */
  static boolean isWord(byte[] bytes, int from, int to, byte[] word) {
    if (to - from != word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      byte given = bytes[from + i];
      if ((given >= 'A' && given <= 'Z' ? given + 32 : given) != word[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a list separated by commas has this lower-case word, in letters of any case. */
  static boolean hasWord(byte[] bytes, int from, int to, byte[] word) {
    int at = from;
    while (at < to) {
      int comma = at;
      while (comma < to && bytes[comma] != ',') {
        comma++;
      }
      int begin = skipBlanks(bytes, at, comma);
      if (isWord(bytes, begin, trimEnd(bytes, begin, comma), word)) {
        return true;
      }
      at = comma + 1;
    }
    return false;
  }

  static int skipBlanks(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && isBlank(bytes[i])) {
      i++;
    }
    return i;
  }

  static int trimEnd(byte[] bytes, int from, int to) {
    int i = to;
    while (i > from && isBlank(bytes[i - 1])) {
      i--;
    }
    return i;
  }
}
