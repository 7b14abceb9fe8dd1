package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an index was asked to be.
 *
 * @param onlyWhere the partial filter: documents that do not match it are not in the index
 */
record IndexDefinition(
    String name,
    List<IndexKey> keys,
    boolean unique,
    boolean sparse,
    @Nullable Document onlyWhere) {

  List<String> paths() {
    return keys.stream().map(IndexKey::getKey).toList();
  }

  /** The top-level fields that decide on an entry of the index. */
  Set<String> fields() {
    var fields = new HashSet<String>();
    paths().forEach(path -> fields.add(firstPart(path)));
    if (onlyWhere != null) {
      onlyWhere.keySet().forEach(path -> fields.add(firstPart(path)));
    }
    return fields;
  }

  /** Whether {@link #fields} says all: not when the filter has operators around its fields. */
  boolean hasKnownFields() {
    return onlyWhere == null || onlyWhere.keySet().stream().noneMatch(key -> key.startsWith("$"));
  }

  /** Whether the index has entries for a document. */
  boolean covers(Document document) {
    if (onlyWhere != null && !new DefaultQueryMatcher().matches(document, onlyWhere)) {
      return false;
    }
    return !sparse || paths().stream().anyMatch(path -> hasValue(document, path));
  }

  private static boolean hasValue(Document document, String path) {
    Object value = Utils.getSubdocumentValueCollectionAware(document, path);
    if (value instanceof Collection<?> values && !values.isEmpty()) {
      return values.stream().anyMatch(element -> !(element instanceof Missing));
    }
    return !(value instanceof Missing);
  }

  private static String firstPart(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }
}
