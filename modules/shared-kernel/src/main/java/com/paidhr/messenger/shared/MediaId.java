package com.paidhr.messenger.shared;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A stored file. An opaque URL-safe string of 1 to 64 characters from {@code A-Z a-z 0-9 _ -}.
 *
 * @param value the id as clients see it
 */
public record MediaId(@JsonValue String value) implements Comparable<MediaId> {

  /** Refuses a malformed value with {@link InvalidIdException}. */
  public MediaId {
    InvalidIdException.requireWellFormed(value);
  }

  /** JAX-RS reads path and query parameters by this method. */
  public static MediaId fromString(String value) {
    return new MediaId(value);
  }

  @Override
  public int compareTo(MediaId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
