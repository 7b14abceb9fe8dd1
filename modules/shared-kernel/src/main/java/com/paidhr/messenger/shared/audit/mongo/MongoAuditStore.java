package com.paidhr.messenger.shared.audit.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.empty;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.paidhr.messenger.shared.audit.AuditFilter;
import com.paidhr.messenger.shared.audit.AuditStore;
import com.paidhr.messenger.shared.audit.StoredEntry;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The chain in the collection {@code audit}: {@code _id} the number, {@code key} (unique), {@code
 * at, actor, action, result, conversationId, target, facts, address, requestId, previous, hash}.
 */
@ApplicationScoped
public class MongoAuditStore implements AuditStore {
  private final MongoCollection<Document> entries;

  @Inject
  public MongoAuditStore(MongoDatabase database) {
    this.entries = database.getCollection("audit");
  }

  /** Before anybody writes. */
  public void createIndexes(
      @Observes @Priority(Interceptor.Priority.APPLICATION) @Initialized(ApplicationScoped.class)
          Object start) {
    entries.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
    for (String field : List.of("conversationId", "actor", "target", "action")) {
      entries.createIndex(Indexes.ascending(field, "_id"));
    }
  }

  @Override
  public boolean add(List<StoredEntry> added) {
    try {
      entries.insertMany(added.stream().map(AuditDocuments::of).toList());
      return true;
    } catch (MongoBulkWriteException e) {
      if (e.getWriteErrors().stream()
          .anyMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<StoredEntry> newest() {
    return one(empty(), Sorts.descending("_id"));
  }

  @Override
  public Optional<StoredEntry> oldest() {
    return one(empty(), Sorts.ascending("_id"));
  }

  @Override
  public Optional<StoredEntry> newestBefore(Instant time) {
    return one(lt("at", Date.from(time)), Sorts.descending("_id"));
  }

  private Optional<StoredEntry> one(Bson filter, Bson order) {
    return Optional.ofNullable(entries.find(filter).sort(order).limit(1).first())
        .map(AuditDocuments::entry);
  }

  /** By their known numbers: every store finds these without a scan. */
  @Override
  public List<StoredEntry> between(long first, long last) {
    List<Long> numbers = LongStream.rangeClosed(first, last).boxed().toList();
    return entries
        .find(in("_id", numbers))
        .batchSize(numbers.size() + 1)
        .sort(Sorts.ascending("_id"))
        .map(AuditDocuments::entry)
        .into(new ArrayList<>());
  }

  @Override
  public Set<String> stored(Collection<String> keys) {
    return entries
        .find(in("key", keys))
        .projection(Projections.include("key"))
        .map(found -> found.getString("key"))
        .into(new HashSet<>());
  }

  @Override
  public List<StoredEntry> list(AuditFilter filter, @Nullable Long before, int limit) {
    return entries
        .find(and(filters(filter, before)))
        .sort(Sorts.descending("_id"))
        .limit(limit)
        .map(AuditDocuments::entry)
        .into(new ArrayList<>());
  }

  private static List<Bson> filters(AuditFilter filter, @Nullable Long before) {
    List<Bson> filters = new ArrayList<>(List.of(empty()));
    equal(filters, "conversationId", filter.conversation());
    equal(filters, "actor", filter.actor());
    equal(filters, "target", filter.target());
    equal(filters, "action", filter.action());
    equal(filters, "result", filter.result());
    if (filter.from() != null) {
      filters.add(gte("at", Date.from(filter.from())));
    }
    if (filter.to() != null) {
      filters.add(lt("at", Date.from(filter.to())));
    }
    if (before != null) {
      filters.add(lt("_id", before));
    }
    return filters;
  }

  private static void equal(List<Bson> filters, String field, @Nullable Object value) {
    if (value != null) {
      filters.add(eq(field, value.toString()));
    }
  }

  @Override
  public void removeUpTo(long number) {
    entries.deleteMany(lte("_id", number));
  }
}
