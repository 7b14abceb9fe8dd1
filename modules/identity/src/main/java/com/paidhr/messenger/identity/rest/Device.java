package com.paidhr.messenger.identity.rest;

import org.jspecify.annotations.Nullable;

/** What a client says of itself, {@code User-Agent}: printable and short. */
final class Device {
  private static final int LONGEST = 200;

  private Device() {}

  static @Nullable String of(@Nullable String userAgent) {
    if (userAgent == null || userAgent.isBlank()) {
      return null;
    }
    String printable = userAgent.replaceAll("[^\\x20-\\x7e]", "?").strip();
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST);
  }
}
