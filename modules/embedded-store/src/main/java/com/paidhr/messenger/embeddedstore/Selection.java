package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a query asks for, read one at a time. Sorting keeps only the fields that are
 * sorted by, so a large result never lies in memory as a whole.
 */
final class Selection implements Iterator<Document> {

  /**
   * @param limit 0 for no limit
   */
  record Request(
      Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      @Nullable Document projection) {}

  private static final int WORTH_MEASURING = 16 << 10;

  private final Records records;
  private final Records.Snapshot snapshot;
  private final Request request;
  private final BinaryOperator<Document> project;
  private final DefaultQueryMatcher matcher = new DefaultQueryMatcher();
  private final Iterator<Integer> order;

  /** What is chosen of each document while it is read; null where that is not so simple. */
  private final @Nullable FieldChoice choice;

  private final Predicate<String> wanted;
  private int toSkip;
  private int remaining;
  private int lastLength;
  private @Nullable Document next;

  Selection(
      Records records,
      Records.Snapshot snapshot,
      Request request,
      BinaryOperator<Document> project,
      boolean reversed) {
    this.records = records;
    this.snapshot = snapshot;
    this.request = request;
    this.project = project;
    this.toSkip = request.skip();
    this.remaining = request.limit() > 0 ? request.limit() : Integer.MAX_VALUE;
    Set<String> deciding = new HashSet<>();
    boolean known = addFields(request.query(), deciding);
    this.choice = known ? FieldChoice.of(request.projection()) : null;
    this.wanted = choice == null ? field -> true : choice.toRead(deciding);
    Document orderBy = request.orderBy();
    this.order =
        orderBy == null || orderBy.isEmpty() || orderBy.containsKey("$natural")
            ? natural(snapshot.size(), reversed)
            : sorted(orderBy);
  }

  private static Iterator<Integer> natural(int size, boolean reversed) {
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        return at < size;
      }

      @Override
      public Integer next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        at++;
        return reversed ? size - at : at - 1;
      }
    };
  }

  private record Keyed(int index, Document sortFields) {}

  private Iterator<Integer> sorted(Document orderBy) {
    List<Keyed> matches = new ArrayList<>();
    Set<String> deciding = new HashSet<>();
    orderBy.keySet().forEach(path -> deciding.add(firstPart(path)));
    boolean known = addFields(request.query(), deciding);
    for (int index = 0; index < snapshot.size(); index++) {
      TimeLimit.check();
      Document document =
          known ? records.read(snapshot, index, deciding::contains) : records.read(snapshot, index);
      if (document != null && matcher.matches(document, request.query())) {
        matches.add(new Keyed(index, sortFields(document, orderBy)));
      }
    }
    var comparator = new DocumentComparator(orderBy);
    matches.sort((a, b) -> comparator.compare(a.sortFields, b.sortFields));
    return matches.stream().map(Keyed::index).iterator();
  }

  /**
   * Adds the top-level fields that a filter names.
   *
   * @return whether they alone decide: not with operators that see the whole document
   */
  private static boolean addFields(Document filter, Set<String> fields) {
    for (var entry : filter.entrySet()) {
      String key = entry.getKey();
      if (key.equals("$and") || key.equals("$or") || key.equals("$nor")) {
        for (Object part : (Collection<?>) Objects.requireNonNull(entry.getValue())) {
          if (!(part instanceof Document branch) || !addFields(branch, fields)) {
            return false;
          }
        }
      } else if (key.startsWith("$")) {
        return false;
      } else {
        fields.add(firstPart(key));
      }
    }
    return true;
  }

  private static String firstPart(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  private static Document sortFields(Document document, Document orderBy) {
    var fields = new Document();
    for (String path : orderBy.keySet()) {
      String field = firstPart(path);
      if (document.containsKey(field)) {
        fields.put(field, document.get(field));
      }
    }
    return fields;
  }

  @Override
  public boolean hasNext() {
    while (next == null && remaining > 0 && order.hasNext()) {
      int index = order.next();
      TimeLimit.check();
      Document document =
          choice == null ? records.read(snapshot, index) : records.read(snapshot, index, wanted);
      if (document != null && matcher.matches(document, request.query())) {
        if (toSkip > 0) {
          toSkip--;
        } else {
          remaining--;
          lastLength = snapshot.lengths()[index];
          next = document;
        }
      }
    }
    return next != null;
  }

  @Override
  public Document next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Document document = next;
    next = null;
    Document projection = request.projection();
    if (projection == null || projection.isEmpty()) {
      return document;
    }
    Document projected = project(document, projection);
    if (lastLength > WORTH_MEASURING) {
      lastLength = BsonFrames.length(projected);
    }
    return projected;
  }

  private Document project(Document document, Document projection) {
    if (choice == null) {
      return project.apply(document, projection);
    }
    choice.applyTo(document);
    return document;
  }

  /** Length in bytes of the last document; of a small one, as it is stored. */
  int lastLength() {
    return lastLength;
  }
}
