package com.paidhr.messenger.shared.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.paidhr.messenger.shared.IsoTime;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Reads times only from ISO 8601 strings with an offset, in the years 1 to 9999, never from
 * numbers.
 */
final class StrictInstant extends StdScalarDeserializer<Instant> {
  private static final long serialVersionUID = 1L;

  StrictInstant() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return (Instant) context.handleUnexpectedToken(Instant.class, parser);
    }
    try {
      return IsoTime.parse(parser.getText());
    } catch (DateTimeException e) {
      return (Instant)
          context.handleWeirdStringValue(Instant.class, parser.getText(), "not an ISO 8601 time");
    }
  }
}
