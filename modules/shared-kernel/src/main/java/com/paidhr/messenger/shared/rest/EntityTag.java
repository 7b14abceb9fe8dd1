package com.paidhr.messenger.shared.rest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The strong entity tag of a file: its checksum.
 *
 * @param value the tag as it stands in a header, in quotes
 */
public record EntityTag(String value) {

  /** The tag of a file with this SHA-256. */
  public static EntityTag ofChecksum(String sha256) {
    return new EntityTag("\"" + sha256 + "\"");
  }

  /** Whether {@code If-None-Match} names this tag, by weak comparison. */
  public boolean isIn(@Nullable String header) {
    if (header == null) {
      return false;
    }
    return header.strip().equals("*")
        || Arrays.stream(header.split(",", -1))
            .map(String::strip)
            .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
            .anyMatch(value::equals);
  }

  /** Whether {@code If-Range} lets a range through: absent, or this tag by strong comparison. */
  public boolean allowsRange(@Nullable String ifRange) {
    return ifRange == null || ifRange.strip().equals(value);
  }
}
