package com.paidhr.messenger.media.rest;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for the end of a multipart body in the bytes that pass: the boundary with two hyphens
 * behind it. A body that stops before it was cut off, even if it stops behind a boundary.
 */
final class LastBoundary {
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;,\\s]+))", Pattern.CASE_INSENSITIVE);

  private final byte[] wanted;
  private final int[] fallback;
  private int matched;
  private boolean found;

  private LastBoundary(String boundary) {
    wanted = ("\r\n--" + boundary + "--").getBytes(StandardCharsets.ISO_8859_1);
    fallback = new int[wanted.length];
    for (int i = 1, length = 0; i < wanted.length; i++) {
      while (length > 0 && wanted[i] != wanted[length]) {
        length = fallback[length - 1];
      }
      length += wanted[i] == wanted[length] ? 1 : 0;
      fallback[i] = length;
    }
    matched = 2; // The first boundary needs no line before it.
  }

  static LastBoundary of(String contentType) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      return new LastBoundary("");
    }
    return new LastBoundary(boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
  }

  void pass(byte next) {
    while (!found && matched > 0 && wanted[matched] != next) {
      matched = fallback[matched - 1];
    }
    if (!found && wanted[matched] == next) {
      matched++;
      found = matched == wanted.length;
    }
  }

  boolean isFound() {
    return found;
  }
}
