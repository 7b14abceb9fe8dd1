package com.paidhr.messenger.messaging.mongo;

import com.mongodb.client.model.Updates;
import com.paidhr.messenger.messaging.domain.Body;
import com.paidhr.messenger.messaging.domain.Brief;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * How a body is stored: {@code body} has its first 1,000 UTF-16 units and, where there is more,
 * {@code rest} has that and {@code restBytes} its length in UTF-8. So a list can leave out {@code
 * rest}, is small whatever it shows, and knows what the whole would take.
 */
final class StoredBody {
  /** The fields of a body. */
  static final List<String> FIELDS = List.of("body", "rest", "restBytes");

  private StoredBody() {}

  static void put(Document document, @Nullable String body) {
    if (body == null) {
      return;
    }
    int end = Body.endWithin(body, Brief.BEGINNING);
    document.append("body", body.substring(0, end));
    if (end < body.length()) {
      String rest = body.substring(end);
      document.append("rest", rest).append("restBytes", length(rest));
    }
  }

  private static int length(String rest) {
    return rest.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Replaces the body of a stored document. */
  static Bson set(String body) {
    Document fields = new Document();
    put(fields, body);
    List<Bson> changes =
        FIELDS.stream()
            .map(field ->
                fields.containsKey(field)
                    ? Updates.set(field, fields.get(field))
                    : Updates.unset(field))
            .toList();
    return Updates.combine(changes);
  }

  static Bson unset() {
    return Updates.combine(FIELDS.stream().map(Updates::unset).toList());
  }

  /** The body, or its beginning where {@code rest} was left out. */
  static @Nullable String read(Document document) {
    String body = document.getString("body");
    String rest = document.getString("rest");
    return body == null || rest == null ? body : body + rest;
  }

  /** How many bytes were left out. */
  static int missing(Document document) {
    return document.containsKey("rest") ? 0 : (int) MessageDocuments.number(document, "restBytes");
  }

  /** What a value read from the document takes, with so many bytes beside its body. */
  static <T> Brief<T> brief(T value, Document document, int beside) {
    String body = read(document);
    int missing = missing(document);
    return new Brief<>(value, missing, beside + missing + (body == null ? 0 : 2 * body.length()));
  }
}
