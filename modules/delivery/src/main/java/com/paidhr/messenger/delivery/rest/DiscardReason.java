package com.paidhr.messenger.delivery.rest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why dead letters are discarded, for the audit log. */
final class DiscardReason {
  static final String RULE = "reason has 1 to 500 characters";

  private static final int LONGEST = 500;

  private DiscardReason() {}

  /** The reason without blanks around it; empty where it is missing or too long. */
  static Optional<String> of(@Nullable String reason) {
    return Optional.ofNullable(reason)
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.codePointCount(0, text.length()) <= LONGEST);
  }
}
