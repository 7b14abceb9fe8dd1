package com.paidhr.messenger.messaging.rest;

import com.paidhr.messenger.shared.DomainException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The version of a message in the headers {@code ETag} and {@code If-Match} (RFC 9110). */
final class EntityVersion {
  private static final Pattern ELEMENT =
      Pattern.compile(
          "\\G[ \\t]*(?:(?<tag>(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")[ \\t]*)?(?:,|$)");
  private static final Pattern OURS = Pattern.compile("\"([1-9][0-9]{0,17})\"");
  private static final long NONE = -1;

  private EntityVersion() {}

  /**
   * The version that the message must have.
   *
   * @param current asked for the version that the message has when several would do
   * @return empty for no header and for {@code *}; of several the one that the message has, or else
   *     the one before, since the edit of that may be repeated; a version that no message has when
   *     none fits, or all tags are weak or none of ours
   * @throws DomainException with status 400 when this is not a list of tags
   */
  static OptionalLong expected(@Nullable String ifMatch, LongSupplier current) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return OptionalLong.empty();
    }
    List<Long> versions =
        tags(ifMatch).stream()
            .map(OURS::matcher)
            .filter(Matcher::matches)
            .map(tag -> Long.valueOf(tag.group(1)))
            .toList();
    if (versions.size() > 1) {
      long now = current.getAsLong();
      return OptionalLong.of(
          LongStream.of(now, now - 1).filter(versions::contains).findFirst().orElse(NONE));
    }
    return OptionalLong.of(versions.isEmpty() ? NONE : versions.getFirst());
  }

  private static List<String> tags(String list) {
    List<String> tags = new ArrayList<>();
    Matcher element = ELEMENT.matcher(list);
    int end = 0;
    while (end < list.length() && element.find()) {
      Optional.ofNullable(element.group("tag")).ifPresent(tags::add);
      end = element.end();
    }
    if (end < list.length() || tags.isEmpty()) {
      throw DomainException.badParameter("If-Match", "If-Match is * or a list of ETags");
    }
    return tags;
  }
}
