package com.paidhr.messenger.shared.wire;

import org.jspecify.annotations.Nullable;

/**
 * Takes the chunk framing off a body, strictly: a size in hexadecimal digits, extensions and
 * trailers that are well-formed and then dropped, and line ends of CR LF only.
 */
final class Chunks {
  /** Bytes of extensions and trailers that one body may have. */
  private static final int MAX_OVERHEAD = 8_192;

  private static final int MAX_DIGITS = 15;

  private final Inflow inflow;
  private long left;
  private boolean isFirst = true;
  private boolean isOver;
  private int overhead;

  Chunks(Inflow inflow) {
    this.inflow = inflow;
  }

  boolean isOver() {
    return isOver;
  }

  /**
   * The next bytes of the content, at most so many; null when it is over.
   *
   * @throws RefusedException when the framing is broken, or breaks off
   */
  byte @Nullable [] next(long limit) throws RefusedException {
    if (left == 0 && !isOver) {
      beginChunk();
    }
    if (isOver) {
      return null;
    }
    byte[] some = inflow.readSome(Math.min(limit, left));
    if (some == null) {
      throw brokenOff();
    }
    left -= some.length;
    return some;
  }

  private void beginChunk() throws RefusedException {
    if (!isFirst) {
      require(read() == '\r' && read() == '\n', "A chunk is longer than its size");
    }
    isFirst = false;
    left = size();
    if (left == 0) {
      skipTrailers();
      isOver = true;
    }
  }

  private long size() throws RefusedException {
    long size = 0;
    int digits = 0;
    int next = read();
    for (int digit = digit(next); digit >= 0; digit = digit(next)) {
      require(++digits <= MAX_DIGITS, "The size of a chunk is too large");
      size = size * 16 + digit;
      next = read();
    }
    require(digits > 0, "The size of a chunk is not a number");
    while (next == ' ' || next == '\t') {
      next = readOverhead();
    }
    if (next == ';') {
      next = skipText();
    }
    require(next == '\r' && read() == '\n', "The size of a chunk is not a number");
    return size;
  }

  private void skipTrailers() throws RefusedException {
    for (int next = readOverhead(); next != '\r'; next = readOverhead()) {
      require(Bytes.isToken((byte) next), "A trailer's name is not a token");
      while (Bytes.isToken((byte) next)) {
        next = readOverhead();
      }
      require(next == ':', "A trailer's name is not a token");
      require(skipText() == '\r' && read() == '\n', "A trailer's value has a control character");
    }
    require(read() == '\n', "A line ends with CR alone");
  }

  /** Skips what a header's value may hold, and returns the byte behind it. */
  private int skipText() throws RefusedException {
    int next = readOverhead();
    while (next == '\t' || (next >= ' ' && next != 0x7f)) {
      next = readOverhead();
    }
    return next;
  }

  private int readOverhead() throws RefusedException {
    require(++overhead <= MAX_OVERHEAD, "Chunk extensions and trailers are too large");
    return read();
  }

  private int read() throws RefusedException {
    int next = inflow.read();
    if (next < 0) {
      throw brokenOff();
    }
    return next;
  }

  private static int digit(int value) {
    return value < 0x80 ? Character.digit(value, 16) : -1;
  }

  private static RefusedException brokenOff() {
    return RefusedException.malformed("The body breaks off");
  }

  private static void require(boolean clear, String otherwise) throws RefusedException {
    if (!clear) {
      throw RefusedException.malformed(otherwise);
    }
  }
}
