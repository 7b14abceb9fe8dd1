package com.paidhr.messenger.app.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The differences of two OpenAPI documents, each with a word on whether it breaks clients. */
final class DocumentChanges {
  private static final Set<String> WORDS_ONLY =
      Set.of("description", "summary", "example", "title", "tags");

  private final List<String> found = new ArrayList<>();

  private DocumentChanges() {}

  static List<String> between(JsonNode before, JsonNode now) {
    DocumentChanges changes = new DocumentChanges();
    changes.compare("", before, now);
    return changes.found;
  }

  private void compare(String place, JsonNode before, JsonNode now) {
    if (before.isObject() && now.isObject()) {
      Set<String> names = new LinkedHashSet<>();
      before.fieldNames().forEachRemaining(names::add);
      now.fieldNames().forEachRemaining(names::add);
      names.forEach(name ->
          compare(place + "/" + name.replace("/", "~1"), before.path(name), now.path(name)));
    } else if (before.isArray() && now.isArray() && before.size() == now.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(place + "/" + i, before.get(i), now.get(i));
      }
    } else if (!before.asText("-").equals(now.asText("-")) || before.isEmpty() != now.isEmpty()) {
      found.add(kind(place, before) + ": " + place);
    }
  }

  /** What is new breaks nobody, unless it is demanded. */
  private static String kind(String place, JsonNode before) {
    String last = place.substring(place.lastIndexOf('/') + 1);
    if (WORDS_ONLY.contains(last)) {
      return "words only";
    }
    return before.isMissingNode() && !last.equals("required") ? "new" : "may break clients";
  }
}
