package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * An index over equality: for each prefix of its keys, the slots of the documents by the hash of
 * their values. Keys themselves are not kept; whoever looks up must compare the documents found.
 *
 * <p>Guarded by the monitor of the collection's {@link Records}.
 */
final class HashIndex extends Index<Integer> {

  private final IndexDefinition definition;
  private final List<String> paths;
  private final String idField;
  private final IntFunction<Document> stored;
  private final SlotMultimap[] prefixes;
  private long entries;

  /**
   * @param stored reads the document in a slot
   */
  HashIndex(IndexDefinition definition, String idField, IntFunction<Document> stored) {
    super(definition.name(), definition.keys(), definition.sparse());
    this.definition = definition;
    this.paths = definition.paths();
    this.idField = idField;
    this.stored = stored;
    this.prefixes = new SlotMultimap[paths.size()];
    for (int i = 0; i < prefixes.length; i++) {
      prefixes[i] = new SlotMultimap();
    }
  }

  IndexDefinition definition() {
    return definition;
  }

  boolean isPrimary() {
    return definition.unique() && paths.equals(List.of(idField));
  }

  /** Slots of documents whose first values may be those of {@code prefix}, which is normalized. */
  int[] candidates(KeyValue prefix) {
    return prefixes[prefix.size() - 1].get(KeyHash.of(prefix, prefix.size()));
  }

  /** How many slots {@link #candidates} would return. */
  int countCandidates(KeyValue prefix) {
    return prefixes[prefix.size() - 1].count(KeyHash.of(prefix, prefix.size()));
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Integer> collection) {
    refuseDuplicate(document, null, collection);
  }

  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Integer> collection) {
    if (definition.unique()) {
      refuseDuplicate(newDocument, oldDocument, collection);
    } else if (covers(newDocument)) {
      getKeyValues(newDocument);
    }
  }

  private void refuseDuplicate(
      Document document, @Nullable Document previous, MongoCollection<Integer> collection) {
    if (!covers(document)) {
      return;
    }
    Set<KeyValue> keys = getKeyValues(document);
    if (!definition.unique()) {
      return;
    }
    for (KeyValue key : keys) {
      for (int slot : candidates(key)) {
        Document other = stored.apply(slot);
        if (!isSame(other, previous) && getKeyValues(other).contains(key)) {
          throw new DuplicateKeyError(this, collection, getKeys(), key);
        }
      }
    }
  }

  private boolean isSame(Document other, @Nullable Document previous) {
    return previous != null && id(other).equals(id(previous));
  }

  private KeyValue id(Document document) {
    return new KeyValue(document.get(idField)).normalized();
  }

  @Override
  public void add(Document document, Integer slot, MongoCollection<Integer> collection) {
    add(document, slot);
  }

  void add(Document document, int slot) {
    if (covers(document)) {
      Set<KeyValue> keys = getKeyValues(document);
      for (int length = 1; length <= prefixes.length; length++) {
        for (long hash : hashes(keys, length)) {
          prefixes[length - 1].add(hash, slot);
        }
      }
      entries += keys.size();
    }
  }

  void remove(Document document, int slot) {
    if (covers(document)) {
      Set<KeyValue> keys = getKeyValues(document);
      for (int length = 1; length <= prefixes.length; length++) {
        for (long hash : hashes(keys, length)) {
          prefixes[length - 1].remove(hash, slot);
        }
      }
      entries -= keys.size();
    }
  }

  private static long[] hashes(Set<KeyValue> keys, int length) {
    LongStream hashes = keys.stream().mapToLong(key -> KeyHash.of(key, length));
    return keys.size() == 1 ? hashes.toArray() : hashes.distinct().toArray();
  }

  @Override
  public void updateInPlace(
      Document oldDocument,
      Document newDocument,
      Integer slot,
      MongoCollection<Integer> collection) {
    if (covers(oldDocument) != covers(newDocument)
        || !nullAwareEqualsKeys(oldDocument, newDocument)) {
      remove(oldDocument, slot);
      add(newDocument, slot);
    }
  }

  private boolean covers(Document document) {
    Document filter = definition.onlyWhere();
    if (filter != null && !new DefaultQueryMatcher().matches(document, filter)) {
      return false;
    }
    return !isSparse() || paths.stream().anyMatch(path -> hasValue(document, path));
  }

  private static boolean hasValue(Document document, String path) {
    Object value = Utils.getSubdocumentValueCollectionAware(document, path);
    if (value instanceof Collection<?> values && !values.isEmpty()) {
      return values.stream().anyMatch(element -> !(element instanceof Missing));
    }
    return !(value instanceof Missing);
  }

  /** The slot of a stored document by its {@code _id}; null on every other index. */
  @Override
  public @Nullable Integer getPosition(Document document) {
    if (!isPrimary()) {
      return null;
    }
    KeyValue id = id(document);
    for (int slot : candidates(id)) {
      if (id(stored.apply(slot)).equals(id)) {
        return slot;
      }
    }
    return null;
  }

  @Override
  public Integer remove(Document document) {
    throw new UnsupportedOperationException("an entry is removed together with its slot");
  }

  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<Integer> getPositions(Document query) {
    throw new UnsupportedOperationException("queries are planned by QueryPlan");
  }

  @Override
  public boolean hasSameOptions(Index<?> other) {
    return other instanceof HashIndex index
        && definition.unique() == index.definition.unique()
        && isSparse() == index.isSparse()
        && paths.equals(index.paths);
  }

  @Override
  public boolean isUnique() {
    return definition.unique();
  }

  @Override
  public long getCount() {
    return entries;
  }

  @Override
  public long getDataSize() {
    long size = 0;
    for (SlotMultimap prefix : prefixes) {
      size += prefix.size() * 24L;
    }
    return size;
  }

  @Override
  public void drop() {
    entries = 0;
  }
}
