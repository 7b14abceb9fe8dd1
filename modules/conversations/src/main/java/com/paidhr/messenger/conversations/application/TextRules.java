package com.paidhr.messenger.conversations.application;

import com.paidhr.messenger.conversations.domain.DisplayText;
import com.paidhr.messenger.shared.Violations;
import org.jspecify.annotations.Nullable;

/** Checks names and topics as clients give them. */
final class TextRules {
  static final int MAX_NAME = 100;
  static final int MAX_TOPIC = 500;

  private TextRules() {}

  /** The normalized name, which must be there and be fit to be shown. */
  static String name(@Nullable String raw, Violations violations) {
    String name = raw == null ? "" : DisplayText.normalize(raw);
    if (name.isEmpty()) {
      violations.check(false, "/name", "name must have 1 to " + MAX_NAME + " characters");
    } else {
      DisplayText.problemOf(name, MAX_NAME)
          .ifPresent(problem -> violations.check(false, "/name", "name " + problem));
    }
    return name;
  }

  /** The normalized topic, or null for an empty one. */
  static @Nullable String topic(@Nullable String raw, Violations violations) {
    String topic = raw == null ? "" : DisplayText.normalize(raw);
    if (topic.isEmpty()) {
      return null;
    }
    DisplayText.problemOf(topic, MAX_TOPIC)
        .ifPresent(problem -> violations.check(false, "/topic", "topic " + problem));
    return topic;
  }
}
