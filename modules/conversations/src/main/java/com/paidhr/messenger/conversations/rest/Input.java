package com.paidhr.messenger.conversations.rest;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.UserId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what clients send. */
final class Input {
  private static final int MAX_QUERY = 100;
  private static final Pattern KEY = Pattern.compile("[!-~]{1,128}");

  private Input() {}

  /** A query parameter that must be there. */
  static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw DomainException.badParameter(name, name + " is required");
    }
    return value;
  }

  /** The search text, null when there is none. */
  static @Nullable String query(@Nullable String q) {
    if (q == null || q.isBlank()) {
      return null;
    }
    if (q.length() > MAX_QUERY) {
      throw DomainException.badParameter("q", "q has at most " + MAX_QUERY + " characters");
    }
    return q.strip();
  }

  /** The header {@code Idempotency-Key}, null when there is none. */
  static @Nullable String key(@Nullable String key) {
    if (key != null && !KEY.matcher(key).matches()) {
      throw DomainException.badParameter(
          "Idempotency-Key", "A key has 1 to 128 visible ASCII characters");
    }
    return key;
  }

  /** {@code me} or an id. */
  static UserId user(String segment, UserId caller) {
    return segment.equals("me") ? caller : new UserId(segment);
  }
}
