package com.paidhr.messenger.app.consistency.mongo;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Reads documents by id, and their fields. */
final class Documents {
  private static final int AT_ONCE = 500;

  private final MongoDatabase database;

  Documents(MongoDatabase database) {
    this.database = database;
  }

  MongoCollection<Document> of(String collection) {
    return database.getCollection(collection);
  }

  /** Those of the documents that there are, with these fields. */
  Map<String, Document> byId(String collection, Collection<String> ids, String... fields) {
    Map<String, Document> found = new HashMap<>();
    List<String> asked = List.copyOf(ids);
    for (int from = 0; from < asked.size(); from += AT_ONCE) {
      of(collection)
          .find(in("_id", asked.subList(from, Math.min(asked.size(), from + AT_ONCE))))
          .projection(Projections.include(fields))
          .batchSize(AT_ONCE + 1)
          .forEach(document -> found.put(document.getString("_id"), document));
    }
    return found;
  }

  /** The documents behind an id, in the order of ids, with these fields. */
  List<Document> behind(String collection, String id, int most, String... fields) {
    return of(collection)
        .find(gt("_id", id))
        .projection(Projections.include(fields))
        .sort(Sorts.ascending("_id"))
        .limit(most)
        .into(new ArrayList<>());
  }

  static long number(Document document, String field) {
    return document.get(field) instanceof Number number ? number.longValue() : 0;
  }

  static Document inner(Document document, String field) {
    return document.get(field, new Document());
  }

  static List<Document> list(Document document, String field) {
    return document.getList(field, Document.class, List.of());
  }

  /** The time in a field; the beginning of time where there is none. */
  static Instant time(Document document, String field) {
    Date date = document.getDate(field);
    return date == null ? Instant.EPOCH : date.toInstant();
  }
}
