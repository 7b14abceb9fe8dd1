package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An index over equality: for each prefix of its keys, the slots of the documents by the hash of
 * their values. Keys themselves are not kept; whoever looks up must compare the documents found.
 *
 * <p>Guarded by the monitor of the collection's {@link Records}.
 */
final class HashIndex extends Index<Integer> {

  private final IndexDefinition definition;
  private final PlainKeys plain;
  private final String idField;
  private final IntFunction<Document> stored;
  private final PrefixSlots slots;
  private long entries;

  /**
   * @param stored reads the document in a slot
   */
  HashIndex(IndexDefinition definition, String idField, IntFunction<Document> stored) {
    super(definition.name(), definition.keys(), definition.sparse());
    this.definition = definition;
    this.plain = new PlainKeys(definition.paths());
    this.idField = idField;
    this.stored = stored;
    this.slots = new PrefixSlots(definition.keys().size());
  }

  IndexDefinition definition() {
    return definition;
  }

  boolean isPrimary() {
    return definition.unique() && definition.paths().equals(List.of(idField));
  }

  /** How many of the keys a query must at least give. */
  int shortestPrefix() {
    return slots.shortest();
  }

  /** Slots of documents whose first values may be those of {@code prefix}, which is normalized. */
  int[] candidates(KeyValue prefix) {
    return slots.get(prefix.size(), KeyHash.of(prefix));
  }

  /** How many slots {@link #candidates} would return. */
  int countCandidates(KeyValue prefix) {
    return slots.count(prefix.size(), KeyHash.of(prefix));
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Integer> collection) {
    refuseDuplicate(document, null, collection);
  }

  @Override
  public void checkUpdate(
      Document oldDocument, Document newDocument, MongoCollection<Integer> collection) {
    if (!hasSameEntries(oldDocument, newDocument)) {
      refuseDuplicate(newDocument, oldDocument, collection);
    }
  }

  private boolean hasSameEntries(Document oldDocument, Document newDocument) {
    if (definition.covers(oldDocument) != definition.covers(newDocument)) {
      return false;
    }
    @Nullable Object[] oldValues = plain.of(oldDocument);
    @Nullable Object[] newValues = plain.of(newDocument);
    return oldValues != null && newValues != null
        ? Arrays.equals(oldValues, newValues)
        : nullAwareEqualsKeys(oldDocument, newDocument);
  }

  /** Also refuses a document that cannot be indexed. */
  private void refuseDuplicate(
      Document document, @Nullable Document previous, MongoCollection<Integer> collection) {
    if (!definition.covers(document) || areNew(hashes(document))) {
      return;
    }
    for (KeyValue key : getKeyValues(document)) {
      for (int slot : candidates(key)) {
        Document other = stored.apply(slot);
        if (!isSame(other, previous) && getKeyValues(other).contains(key)) {
          throw new DuplicateKeyError(this, collection, getKeys(), key);
        }
      }
    }
  }

  private boolean areNew(int[][] hashes) {
    int whole = slots.longest();
    return !definition.unique()
        || Arrays.stream(hashes[whole - 1]).allMatch(hash -> slots.count(whole, hash) == 0);
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
    if (definition.covers(document)) {
      add(hashes(document), slot);
    }
  }

  /** Checks and adds at once. The document may be reduced to the fields of the definition. */
  void addUnlessDuplicate(Document document, int slot, MongoCollection<Integer> collection) {
    if (definition.covers(document)) {
      int[][] hashes = hashes(document);
      if (!areNew(hashes)) {
        refuseDuplicate(document, null, collection);
      }
      add(hashes, slot);
    }
  }

  private void add(int[][] hashes, int slot) {
    slots.add(hashes, slot);
    entries += hashes[slots.longest() - 1].length;
  }

  void remove(Document document, int slot) {
    if (definition.covers(document)) {
      int[][] hashes = hashes(document);
      slots.remove(hashes, slot);
      entries -= hashes[slots.longest() - 1].length;
    }
  }

  /** For each prefix of the keys, the different hashes that a document has. */
  private int[][] hashes(Document document) {
    var hashes = new int[slots.longest()][];
    @Nullable Object[] values = plain.of(document);
    if (values != null) {
      int[] single = KeyHash.prefixes(values.length, i -> values[i]);
      Arrays.setAll(hashes, i -> new int[] {single[i]});
    } else {
      List<int[]> keys = getKeyValues(document).stream().map(KeyHash::prefixes).toList();
      if (keys.size() > 1) {
        slots.dropShorter();
      }
      Arrays.setAll(hashes, i -> keys.stream().mapToInt(key -> key[i]).distinct().toArray());
    }
    return hashes;
  }

  @Override
  public void updateInPlace(
      Document oldDocument,
      Document newDocument,
      Integer slot,
      MongoCollection<Integer> collection) {
    if (!hasSameEntries(oldDocument, newDocument)) {
      remove(oldDocument, slot);
      add(newDocument, slot);
    }
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
        && definition.paths().equals(index.definition.paths());
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
    return slots.size() * 16L;
  }

  /** Bytes of heap that it occupies. */
  long memory() {
    return slots.memory();
  }

  @Override
  public void drop() {
    entries = 0;
  }
}
