package com.paidhr.messenger.identity.scim;

import com.unboundid.scim2.common.Path;
import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.filters.FilterType;
import java.util.Locale;

/**
 * Which user a list is asked for.
 *
 * @param attribute {@code username}, {@code externalid} or {@code id}
 */
record ScimFilter(String attribute, String value) {
  private static final int LONGEST = 1_000;

  /**
   * Reads {@code userName eq "ann"} and the like.
   *
   * @throws BadRequestException for any other filter
   */
  static ScimFilter parse(String text) throws BadRequestException {
    if (text.length() > LONGEST) {
      throw refused();
    }
    Filter filter = Filter.fromString(text);
    if (!filter.getFilterType().equals(FilterType.EQUAL)
        || !filter.getComparisonValue().isTextual()) {
      throw refused();
    }
    Path path = filter.getAttributePath();
    String attribute =
        path.size() == 1 ? path.getElement(0).getAttribute().toLowerCase(Locale.ROOT) : "";
    return switch (attribute) {
      case "username", "externalid", "id" ->
          new ScimFilter(attribute, filter.getComparisonValue().textValue());
      default -> throw refused();
    };
  }

  private static BadRequestException refused() {
    return BadRequestException.invalidFilter(
        "Filters are userName eq, externalId eq and id eq, each with a string");
  }
}
