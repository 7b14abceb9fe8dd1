package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.IndexKeySpecsConflictException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A collection over {@link Records}. Writers hold the monitor of the records. */
final class StoredCollection extends ReadableCollection {

  /**
   * Documents that a collection may have even when the heap's share is used up: few enough to do no
   * harm, enough to sign in and to administer.
   */
  private static final int ALWAYS = 2000;

  private final Catalog catalog;
  private boolean loading;
  private long counted;

  /**
   * @param loading whether indexes are to be filled together, by {@link #fillIndexes}
   */
  StoredCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      CursorRegistry registry,
      OpenCursors cursors,
      Catalog catalog,
      boolean loading) {
    super(
        database,
        name,
        options,
        registry,
        cursors,
        catalog.openOrCreate(database.getDatabaseName(), name));
    this.catalog = catalog;
    this.loading = loading;
  }

  HashIndex newIndex(IndexDefinition definition) {
    String idField = getIdField();
    return new HashIndex(definition, idField == null ? "_id" : idField, records::get);
  }

  // Indexes

  @Override
  public void addIndex(Index<Integer> index) {
    synchronized (records) {
      for (Index<Integer> existing : getIndexes()) {
        if (existing.getName().equals(index.getName())) {
          if (!existing.hasSameOptions(index)) {
            throw new IndexKeySpecsConflictException(index, existing);
          }
          return;
        }
      }
      if (!loading) {
        fill(List.of((HashIndex) index));
      }
      getIndexes().add(index);
      countMemory();
    }
  }

  /** Ends loading: fills all indexes in one pass over the documents. */
  void fillIndexes() {
    synchronized (records) {
      loading = false;
      fill(hashIndexes());
      countMemory();
    }
  }

  /** Tells what this collection holds of the heap since it was last told. */
  private void countMemory() {
    count(records.memory() + hashIndexes().stream().mapToLong(HashIndex::memory).sum());
  }

  private void count(long now) {
    catalog.memory().change(now - counted);
    counted = now;
  }

  private void fill(List<HashIndex> indexes) {
    if (indexes.isEmpty()) {
      return;
    }
    try {
      boolean someFields = indexes.stream().allMatch(index -> index.definition().hasKnownFields());
      Set<String> fields =
          indexes.stream()
              .flatMap(index -> index.definition().fields().stream())
              .collect(Collectors.toSet());
      for (int next = 0; next < records.slots(); next++) {
        int slot = next;
        if (records.locationOf(slot) != Location.NOWHERE) {
          Document document = someFields ? records.get(slot, fields) : records.get(slot);
          indexes.forEach(index -> index.addUnlessDuplicate(document, slot, this));
        }
      }
    } catch (MongoServerError e) {
      throw new IndexBuildFailedException(e, this);
    }
  }

  List<String> secondaryIndexNames() {
    return hashIndexes().stream()
        .filter(index -> !index.isPrimary())
        .map(HashIndex::getName)
        .toList();
  }

  @Override
  public void dropIndex(String name) {
    synchronized (records) {
      super.dropIndex(name);
      countMemory();
    }
  }

  // Writes

  @Override
  public void addDocument(Document document) {
    synchronized (records) {
      if (records.count() >= ALWAYS && !records.hasFreeSlot()) {
        catalog.memory().requireRoom();
      }
      super.addDocument(document);
      countMemory();
    }
  }

  @Override
  public void addDocumentIfMissing(Document document) {
    synchronized (records) {
      if (findDocumentPosition(document) == null) {
        addDocument(document);
      }
    }
  }

  @Override
  protected Integer addDocumentInternal(Document document) {
    return records.add(document);
  }

  @Override
  public Document findAndModify(Document query) {
    synchronized (records) {
      return super.findAndModify(query);
    }
  }

  @Override
  public Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters arrayFilters,
      boolean isMulti,
      boolean isUpsert,
      Oplog oplog) {
    synchronized (records) {
      Document answer =
          super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
      countMemory();
      return answer;
    }
  }

  @Override
  protected void handleUpdate(Integer slot, Document oldDocument, Document newDocument) {
    try {
      records.replace(slot, newDocument);
    } catch (RuntimeException e) {
      hashIndexes().forEach(index -> index.updateInPlace(newDocument, oldDocument, slot, this));
      throw e;
    }
  }

  @Override
  public int deleteDocuments(Document selector, int limit, Oplog oplog) {
    synchronized (records) {
      return super.deleteDocuments(selector, limit, oplog);
    }
  }

  @Override
  public void removeDocument(Document document) {
    synchronized (records) {
      Integer slot = slotOf(document);
      if (slot != null) {
        records.remove(slot);
        hashIndexes().forEach(index -> index.remove(document, slot));
      }
    }
  }

  private @Nullable Integer slotOf(Document document) {
    for (HashIndex index : hashIndexes()) {
      if (index.isPrimary()) {
        return index.getPosition(document);
      }
    }
    return findDocumentPosition(document);
  }

  @Override
  protected void removeDocument(Integer slot) {
    throw new UnsupportedOperationException(
        "a document is removed together with its index entries");
  }

  // Whole collections

  @Override
  public void renameTo(MongoDatabase newDatabase, String newName) {
    synchronized (records) {
      catalog.rename(records.collection, newDatabase.getDatabaseName(), newName);
      super.renameTo(newDatabase, newName);
    }
  }

  @Override
  public void drop() {
    synchronized (records) {
      catalog.drop(records.collection);
      super.drop();
      count(0);
    }
  }
}
