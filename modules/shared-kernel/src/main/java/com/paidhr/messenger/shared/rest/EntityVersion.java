package com.paidhr.messenger.shared.rest;

import com.paidhr.messenger.shared.DomainException;
import com.paidhr.messenger.shared.ProblemType;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * A number that grows with each change, in the headers {@code ETag} and {@code If-Match} (RFC
 * 9110).
 */
public final class EntityVersion {
  /** The meaning of the header, for the OpenAPI document. */
  public static final String IF_MATCH_IS = "ETags of versions that may be changed, or *";

  private static final Pattern ELEMENT =
      Pattern.compile(
          "\\G[ \\t]*(?:(?<tag>(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")[ \\t]*)?(?:,|$)");
  private static final Pattern OURS = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");
  private static final long NONE = -1;

  private EntityVersion() {}

  /** What names this version. */
  public static EntityTag tag(long version) {
    return new EntityTag(Long.toString(version));
  }

  /**
   * Lets a request through that has no condition or meets it.
   *
   * @param ifMatch the lines of the header
   * @throws DomainException with status 412 when they name other versions only, 400 when they are
   *     no list of tags
   */
  public static void check(List<String> ifMatch, long version) {
    OptionalLong expected = expected(ifMatch, () -> version);
    if (expected.isPresent() && expected.getAsLong() != version) {
      throw new DomainException(
          ProblemType.VERSION_CONFLICT, "It has none of the versions in If-Match any more");
    }
  }

  /**
   * The version that is asked for.
   *
   * @param ifMatch the lines of the header
   * @param current asked for the version that there is when several would do
   * @return empty for no header and for {@code *}; of several the one that there is, or else the
   *     one before, since the change of that may be repeated; a version that nothing has when none
   *     fits, or all tags are weak or none of ours
   * @throws DomainException with status 400 when this is not a list of tags
   */
  public static OptionalLong expected(List<String> ifMatch, LongSupplier current) {
    String list = String.join(",", ifMatch);
    if (ifMatch.isEmpty() || list.strip().equals("*")) {
      return OptionalLong.empty();
    }
    List<Long> versions =
        tags(list).stream()
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
      throw DomainException.badParameter(HttpHeaders.IF_MATCH, "If-Match is * or a list of ETags");
    }
    return tags;
  }
}
