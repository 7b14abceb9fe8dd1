package com.paidhr.messenger.identity.mongo;

import jakarta.nosql.AttributeConverter;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a time that the store is asked about as a date. By itself Jakarta NoSQL keeps times as
 * texts, which no question with a date finds; those of before are read still.
 */
public final class InstantAsDate implements AttributeConverter<Instant, Object> {

  @Override
  public @Nullable Object convertToDatabaseColumn(@Nullable Instant time) {
    return time == null ? null : Date.from(time);
  }

  @Override
  public @Nullable Instant convertToEntityAttribute(@Nullable Object stored) {
    return switch (stored) {
      case null -> null;
      case Date date -> date.toInstant();
      default -> Instant.parse(stored.toString());
    };
  }
}
