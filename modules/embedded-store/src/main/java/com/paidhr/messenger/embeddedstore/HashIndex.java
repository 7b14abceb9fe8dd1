package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An index over equality: for each prefix of its keys, the slots of the documents by the hash of
 * their values. Keys themselves are not kept; whoever looks up must compare the documents found.
 * Once a document has an array of several values, only all keys together are kept: an array has
 * many entries, and each prefix would hold them again.
 *
 * <p>Guarded by the monitor of the collection's {@link Records}.
 */
final class HashIndex extends Index<Integer> {

  private final IndexDefinition definition;
  private final List<String> paths;
  private final String idField;
  private final IntFunction<Document> stored;
  private final SlotMultimap[] prefixes;
  private final boolean dotted;
  private int shortest = 1;
  private long entries;

  /**
   * @param stored reads the document in a slot
   */
  HashIndex(IndexDefinition definition, String idField, IntFunction<Document> stored) {
    super(definition.name(), definition.keys(), definition.sparse());
    this.definition = definition;
    this.paths = definition.paths();
    this.dotted = paths.stream().anyMatch(path -> path.indexOf('.') >= 0);
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

  /** How many of the keys a query must at least give. */
  int shortestPrefix() {
    return shortest;
  }

  /** Slots of documents whose first values may be those of {@code prefix}, which is normalized. */
  int[] candidates(KeyValue prefix) {
    return prefixes[prefix.size() - 1].get(KeyHash.of(prefix));
  }

  /** How many slots {@link #candidates} would return. */
  int countCandidates(KeyValue prefix) {
    return prefixes[prefix.size() - 1].count(KeyHash.of(prefix));
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
    if (covers(oldDocument) != covers(newDocument)) {
      return false;
    }
    Object[] oldValues = plainValues(oldDocument);
    Object[] newValues = plainValues(newDocument);
    return oldValues != null && newValues != null
        ? Arrays.equals(oldValues, newValues)
        : nullAwareEqualsKeys(oldDocument, newDocument);
  }

  /** Also refuses a document that cannot be indexed. */
  private void refuseDuplicate(
      Document document, @Nullable Document previous, MongoCollection<Integer> collection) {
    if (!covers(document) || areNew(hashes(document))) {
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
    SlotMultimap whole = prefixes[prefixes.length - 1];
    return !definition.unique()
        || Arrays.stream(hashes[prefixes.length - 1]).allMatch(hash -> whole.count(hash) == 0);
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
      add(hashes(document), slot);
    }
  }

  /** Checks and adds at once. The document may be reduced to the fields of the definition. */
  void addUnlessDuplicate(Document document, int slot, MongoCollection<Integer> collection) {
    if (covers(document)) {
      int[][] hashes = hashes(document);
      if (!areNew(hashes)) {
        refuseDuplicate(document, null, collection);
      }
      add(hashes, slot);
    }
  }

  private void add(int[][] hashes, int slot) {
    for (int i = shortest - 1; i < prefixes.length; i++) {
      for (int hash : hashes[i]) {
        prefixes[i].add(hash, slot);
      }
    }
    entries += hashes[prefixes.length - 1].length;
  }

  void remove(Document document, int slot) {
    if (covers(document)) {
      int[][] hashes = hashes(document);
      for (int i = shortest - 1; i < prefixes.length; i++) {
        for (int hash : hashes[i]) {
          prefixes[i].remove(hash, slot);
        }
      }
      entries -= hashes[prefixes.length - 1].length;
    }
  }

  /** For each prefix of the keys, the different hashes that a document has. */
  private int[][] hashes(Document document) {
    var hashes = new int[prefixes.length][];
    Object[] plain = plainValues(document);
    if (plain != null) {
      int[] single = KeyHash.prefixes(plain.length, i -> plain[i]);
      Arrays.setAll(hashes, i -> new int[] {single[i]});
    } else {
      List<int[]> keys = getKeyValues(document).stream().map(KeyHash::prefixes).toList();
      if (keys.size() > 1) {
        dropShorterPrefixes();
      }
      Arrays.setAll(hashes, i -> keys.stream().mapToInt(key -> key[i]).distinct().toArray());
    }
    return hashes;
  }

  private void dropShorterPrefixes() {
    if (shortest < prefixes.length) {
      shortest = prefixes.length;
      Arrays.fill(prefixes, 0, shortest - 1, new SlotMultimap());
    }
  }

  /** The normalized values without the library's detours; null unless all are simple values. */
  private @Nullable Object @Nullable [] plainValues(Document document) {
    if (dotted) {
      return null;
    }
    @Nullable Object[] values = new @Nullable Object[prefixes.length];
    for (int i = 0; i < values.length; i++) {
      Object value = document.get(paths.get(i));
      if (value instanceof Collection || value instanceof Map) {
        return null;
      }
      values[i] = value instanceof Number number ? normalized(number) : value;
    }
    return values;
  }

  private static Object normalized(Number number) {
    double value = number.doubleValue();
    if (number instanceof Long exact && exact != (long) value) {
      return exact;
    }
    return value == 0 ? 0.0 : value;
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
      size += prefix.size() * 16L;
    }
    return size;
  }

  /** Bytes of heap that it occupies. */
  long memory() {
    return Arrays.stream(prefixes).mapToLong(SlotMultimap::memory).sum();
  }

  @Override
  public void drop() {
    entries = 0;
  }
}
