package com.paidhr.messenger.shared;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as clients write them: ISO 8601 with an offset, in the years 1 to 9999. */
public final class IsoTime {
  private static final int LAST_YEAR = 9_999;

  private IsoTime() {}

  /**
   * Reads a time; any that it reads can be stored.
   *
   * @throws DateTimeException when the text is no such time
   */
  public static Instant parse(String text) {
    OffsetDateTime time =
        OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
            .withOffsetSameInstant(ZoneOffset.UTC);
    if (time.getYear() < 1 || time.getYear() > LAST_YEAR) {
      throw new DateTimeException("No year from 1 to " + LAST_YEAR + ": " + text);
    }
    return time.toInstant();
  }
}
