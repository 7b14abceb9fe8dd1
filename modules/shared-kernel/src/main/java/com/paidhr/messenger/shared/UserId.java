package com.paidhr.messenger.shared;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A user of the organization. An opaque URL-safe string of 1 to 64 characters from {@code A-Z a-z
 * 0-9 _ -}.
 *
 * @param value the id as clients see it
 */
public record UserId(@JsonValue String value) implements Comparable<UserId> {

  /** Refuses a malformed value with {@link InvalidIdException}. */
  public UserId {
    InvalidIdException.requireWellFormed(value);
  }

  /** JAX-RS reads path and query parameters by this method. */
  public static UserId fromString(String value) {
    return new UserId(value);
  }

  @Override
  public int compareTo(UserId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
