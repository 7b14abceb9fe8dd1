package com.paidhr.messenger.shared;

import java.util.regex.Pattern;

/** A string that cannot be an id of ours. Where it names a resource, nothing can exist under it. */
public final class InvalidIdException extends IllegalArgumentException {
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  InvalidIdException(String value) {
    super("Not an id: " + (value.length() > 80 ? value.substring(0, 80) + "…" : value));
  }

  static void requireWellFormed(String value) {
    if (!WELL_FORMED.matcher(value).matches()) {
      throw new InvalidIdException(value);
    }
  }
}
