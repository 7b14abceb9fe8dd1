package com.paidhr.messenger.shared.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that a request asks for (RFC 9110, section 14).
 *
 * @param first the first byte
 * @param last the last byte, included
 */
public record ByteRange(long first, long last) {
  private static final Pattern SINGLE =
      Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a {@code Range} header for a file of {@code size} bytes. Empty when the whole file is to
   * be answered: no header, another unit, several ranges, or one that is not well formed.
   *
   * @throws UnsatisfiableRangeException when the range lies behind the end
   */
  public static Optional<ByteRange> of(@Nullable String header, long size) {
    Matcher single = SINGLE.matcher(header == null ? "" : header.strip());
    if (!single.matches()) {
      return Optional.empty();
    }
    String first = single.group(1);
    String last = single.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(last), size));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
    if (to < from) {
      return Optional.empty();
    }
    if (from >= size) {
      throw new UnsatisfiableRangeException(size);
    }
    return Optional.of(new ByteRange(from, Math.min(to, size - 1)));
  }

  private static ByteRange suffix(long length, long size) {
    if (length == 0) {
      throw new UnsatisfiableRangeException(size);
    }
    return new ByteRange(Math.max(0, size - length), size - 1);
  }

  /** How many bytes it has. */
  public long length() {
    return last - first + 1;
  }

  /** The value of {@code Content-Range} for a file of {@code size} bytes. */
  public String contentRange(long size) {
    return "bytes " + first + "-" + last + "/" + size;
  }
}
