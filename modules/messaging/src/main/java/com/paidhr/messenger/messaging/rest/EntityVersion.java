package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.shared.DomainException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version of a message in the headers {@code ETag} and {@code If-Match}. */
final class EntityVersion {
  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,18})\"");

  private EntityVersion() {}

  /** The version that the client has seen; empty for none and for {@code *}. */
  static OptionalLong expected(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return OptionalLong.empty();
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    if (!tag.matches()) {
      throw DomainException.badParameter("If-Match", "If-Match is an ETag of this message");
    }
    return OptionalLong.of(Long.parseLong(tag.group(1)));
  }
}
