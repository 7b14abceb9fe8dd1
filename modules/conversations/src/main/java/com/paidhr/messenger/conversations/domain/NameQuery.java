package com.paidhr.messenger.conversations.domain;

import com.paidhr.messenger.shared.text.Words;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What names are searched for: each part that blanks separate must stand somewhere in the name, in
 * the form of {@link Words#key}.
 */
public record NameQuery(List<String> parts) {
  private static final int MAX_PARTS = 16;

  /** Reads what a user typed; without a word in it nothing matches. */
  public static NameQuery of(String typed) {
    return new NameQuery(
        Arrays.stream(typed.split("[\\s\\p{Z}]+", -1))
            .map(Words::key)
            .filter(part -> !part.isEmpty())
            .distinct()
            .limit(MAX_PARTS)
            .toList());
  }

  /** Whether the name is one of those. */
  public boolean matches(@Nullable String name) {
    if (name == null || parts.isEmpty()) {
      return false;
    }
    String key = Words.key(name);
    return parts.stream().allMatch(key::contains);
  }
}
