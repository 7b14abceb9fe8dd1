package com.paidhr.messenger.shared;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A conversation of any type. An opaque URL-safe string of 1 to 64 characters from {@code A-Z a-z
 * 0-9 _ -}.
 *
 * @param value the id as clients see it
 */
public record ConversationId(@JsonValue String value) implements Comparable<ConversationId> {

  /** Refuses a malformed value with {@link InvalidIdException}. */
  public ConversationId {
    InvalidIdException.requireWellFormed(value);
  }

  /** JAX-RS reads path and query parameters by this method. */
  public static ConversationId fromString(String value) {
    return new ConversationId(value);
  }

  @Override
  public int compareTo(ConversationId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
