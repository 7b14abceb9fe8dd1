package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the values of an index's keys without the library's detours, where they are simple. */
final class PlainKeys {

  private final List<String> paths;
  private final boolean dotted;

  PlainKeys(List<String> paths) {
    this.paths = paths;
    this.dotted = paths.stream().anyMatch(path -> path.indexOf('.') >= 0);
  }

  /** The normalized values; null unless all are simple values of top-level fields. */
  @Nullable Object @Nullable [] of(Document document) {
    if (dotted) {
      return null;
    }
    @Nullable Object[] values = new @Nullable Object[paths.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = document.get(paths.get(i));
      if (value instanceof Collection || value instanceof Map) {
        return null;
      }
      values[i] = value instanceof Number number ? normalized(number) : value;
    }
    return values;
  }

  private static Object normalized(Number number) {
    double value = number.doubleValue();
    if (number instanceof Long exact && exact != (long) value) {
      return exact;
    }
    return value == 0 ? 0.0 : value;
  }
}
