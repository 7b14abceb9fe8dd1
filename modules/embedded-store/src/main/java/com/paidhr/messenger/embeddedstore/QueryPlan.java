package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the documents that can match a filter without reading all of them. Usable are equality and
 * {@code $in} on the first keys of an index, at the top level or within {@code $and}, or else in
 * every branch of an {@code $or}. The result is a superset: every document in it must still be
 * matched against the whole filter.
 */
final class QueryPlan {

  private static final int MAX_LOOKUPS = 10_000;

  /** For each path, the values of which a matching document has one. */
  private final Map<String, List<Object>> wanted = new LinkedHashMap<>();

  /** For each {@code $or}, the plans of its branches. */
  private final List<List<QueryPlan>> alternatives = new ArrayList<>();

  QueryPlan(Document filter) {
    collect(filter);
  }

  private void collect(Document filter) {
    for (var entry : filter.entrySet()) {
      if (entry.getKey().equals("$and") && entry.getValue() instanceof Collection<?> parts) {
        documents(parts).forEach(this::collect);
      } else if (entry.getKey().equals("$or") && entry.getValue() instanceof Collection<?> parts) {
        alternatives.add(documents(parts).map(QueryPlan::new).toList());
      } else if (!entry.getKey().startsWith("$")) {
        valuesOf(entry.getValue()).ifPresent(values -> wanted.putIfAbsent(entry.getKey(), values));
      }
    }
  }

  private static Stream<Document> documents(Collection<?> parts) {
    return parts.stream().filter(Document.class::isInstance).map(Document.class::cast);
  }

  private static Optional<List<Object>> valuesOf(@Nullable Object condition) {
    if (condition instanceof Document operators
        && !BsonRegularExpression.isRegularExpression(operators)) {
      if (operators.get("$in") instanceof Collection<?> values) {
        return values.stream().allMatch(QueryPlan::isPlain)
            ? Optional.of(new ArrayList<>(values))
            : Optional.empty();
      }
      Object equal = operators.get("$eq");
      return isPlain(equal) ? Optional.of(List.of(equal)) : Optional.empty();
    }
    return isPlain(condition) ? Optional.of(List.of(condition)) : Optional.empty();
  }

  /** Whether equality with this value means the same to the index as to the matcher. */
  private static boolean isPlain(@Nullable Object value) {
    return !(value == null
        || value instanceof Document
        || value instanceof Collection
        || value instanceof BsonRegularExpression
        || value instanceof MinKey
        || value instanceof MaxKey);
  }

  /** The slots to look at, from the index that leaves the fewest; empty when none can be used. */
  Optional<int[]> candidates(List<HashIndex> indexes) {
    HashIndex best = null;
    List<KeyValue> bestKeys = List.of();
    long fewest = Long.MAX_VALUE;
    for (HashIndex index : indexes) {
      List<KeyValue> keys = keysFor(index);
      if (!keys.isEmpty()) {
        long count = keys.stream().mapToLong(index::countCandidates).sum();
        if (count < fewest) {
          fewest = count;
          best = index;
          bestKeys = keys;
        }
      }
    }
    if (best != null) {
      return Optional.of(slots(best, bestKeys));
    }
    if (wanted.values().stream().anyMatch(List::isEmpty)) {
      return Optional.of(new int[0]);
    }
    return alternatives.stream()
        .map(branches -> union(branches, indexes))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What any of the branches can match; empty when one of them can use no index. */
  private static Optional<int[]> union(List<QueryPlan> branches, List<HashIndex> indexes) {
    var slots = new LinkedHashSet<Integer>();
    for (QueryPlan branch : branches) {
      int[] found = branch.candidates(indexes).orElse(null);
      if (found == null) {
        return Optional.empty();
      }
      Arrays.stream(found).forEach(slots::add);
    }
    return Optional.of(slots.stream().mapToInt(Integer::intValue).toArray());
  }

  private static int[] slots(HashIndex index, List<KeyValue> keys) {
    if (keys.size() == 1) {
      return index.candidates(keys.getFirst());
    }
    var slots = new LinkedHashSet<Integer>();
    for (KeyValue key : keys) {
      for (int slot : index.candidates(key)) {
        slots.add(slot);
      }
    }
    return slots.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The longest usable prefixes of the index's keys, one for each combination of values. */
  private List<KeyValue> keysFor(HashIndex index) {
    if (!coversFilter(index.definition().onlyWhere())) {
      return List.of();
    }
    List<List<Object>> prefixes = List.of(List.of());
    for (String path : index.definition().paths()) {
      List<Object> values = wanted.get(path);
      if (values == null || hasPosition(path) || prefixes.size() * values.size() > MAX_LOOKUPS) {
        break;
      }
      List<List<Object>> longer = new ArrayList<>(prefixes.size() * values.size());
      for (List<Object> prefix : prefixes) {
        for (Object value : values) {
          var extended = new ArrayList<>(prefix);
          extended.add(value);
          longer.add(extended);
        }
      }
      prefixes = longer;
    }
    return prefixes.stream()
        .filter(prefix -> prefix.size() >= index.shortestPrefix())
        .map(prefix -> new KeyValue(prefix).normalized())
        .distinct()
        .toList();
  }

  private static boolean hasPosition(String path) {
    for (String part : path.split("\\.", -1)) {
      if (!part.isEmpty() && part.chars().allMatch(Character::isDigit)) {
        return true;
      }
    }
    return false;
  }

  /** Whether every document that matches the query is in an index with this partial filter. */
  private boolean coversFilter(@Nullable Document onlyWhere) {
    return onlyWhere == null
        || onlyWhere.entrySet().stream()
            .allMatch(entry -> implies(wanted.get(entry.getKey()), entry.getValue()));
  }

  private static boolean implies(@Nullable List<Object> values, @Nullable Object condition) {
    if (values == null) {
      return false;
    }
    if (condition instanceof Document operators) {
      return operators.size() == 1 && Boolean.TRUE.equals(operators.get("$exists"));
    }
    return values.stream().allMatch(value -> value.equals(condition));
  }
}
