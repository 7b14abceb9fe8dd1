package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The reading half of a collection: it holds the monitor of the records only while it notes where
 * the candidates lie, then reads the log, which never changes under it.
 */
abstract class ReadableCollection extends AbstractMongoCollection<Integer> {

  final Records records;
  private final OpenCursors cursors;

  ReadableCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      CursorRegistry registry,
      OpenCursors cursors,
      Records records) {
    super(database, name, options, registry);
    this.cursors = cursors;
    this.records = records;
  }

  final List<HashIndex> hashIndexes() {
    return getIndexes().stream().map(HashIndex.class::cast).toList();
  }

  @Override
  public QueryResult handleQuery(QueryParameters parameters) {
    Document selector = parameters.getQuerySelector();
    var request =
        new Selection.Request(
            queryOf(selector),
            orderOf(selector),
            parameters.getNumberToSkip(),
            parameters.getLimit(),
            parameters.getProjection());
    var cursor = new SnapshotCursor(cursors.nextId(), select(request));
    List<Document> first = cursor.takeFirst(parameters.getBatchSize());
    if (cursor.isEmpty()) {
      return new QueryResult(first);
    }
    cursors.add(cursor);
    return new QueryResult(first, cursor);
  }

  @Override
  public QueryResult handleQuery(Document query, int skip, int limit) {
    var request = new Selection.Request(queryOf(query), orderOf(query), skip, limit, null);
    return new QueryResult(() -> select(request));
  }

  /** All documents that match, read as the stream is. */
  Stream<Document> matching(Document filter) {
    Iterable<Document> matching = () -> select(new Selection.Request(filter, null, 0, 0, null));
    return StreamSupport.stream(matching.spliterator(), false);
  }

  private static Document queryOf(Document selector) {
    if (selector.get("query") instanceof Document query) {
      return query;
    }
    return selector.get("$query") instanceof Document query ? query : selector;
  }

  private static @Nullable Document orderOf(Document selector) {
    if (selector.containsKey("query")) {
      return (Document) selector.get("orderby");
    }
    return selector.containsKey("$query") ? (Document) selector.get("$orderby") : null;
  }

  @Override
  protected QueryResult queryDocuments(
      Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document projection) {
    var request = new Selection.Request(query, orderBy, skip, limit, projection);
    return new QueryResult(() -> select(request));
  }

  @Override
  protected QueryResult matchDocuments(
      Document query,
      @Nullable Document orderBy,
      int skip,
      int limit,
      int batchSize,
      @Nullable Document projection) {
    return queryDocuments(query, orderBy, skip, limit, batchSize, projection);
  }

  private Selection select(Selection.Request request) {
    var plan = new QueryPlan(request.query());
    Records.Snapshot snapshot;
    synchronized (records) {
      snapshot = plan.candidates(hashIndexes()).map(records::snapshot).orElseGet(records::snapshot);
    }
    return new Selection(
        records, snapshot, request, this::project, isNaturalDescending(request.orderBy()));
  }

  private Document project(Document document, Document projection) {
    return matchDocumentsFromStream(new Document(), Stream.of(document), 0, 0, 0, null, projection)
        .iterator()
        .next();
  }

  @Override
  protected boolean documentMatchesQuery(Document document, Document query) {
    return new DefaultQueryMatcher().matches(document, query);
  }

  @Override
  protected @Nullable Integer findDocumentPosition(Document document) {
    for (int slot : records.snapshot().slots()) {
      if (records.get(slot).equals(document)) {
        return slot;
      }
    }
    return null;
  }

  @Override
  public int count() {
    synchronized (records) {
      return records.count();
    }
  }

  @Override
  protected Document getDocument(Integer slot) {
    return records.get(slot);
  }

  @Override
  protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
    List<DocumentWithPosition<Integer>> all = new ArrayList<>();
    for (int slot : records.snapshot().slots()) {
      all.add(new DocumentWithPosition<>(records.get(slot), slot));
    }
    return all.stream();
  }

  @Override
  protected boolean tracksDataSize() {
    return false;
  }

  @Override
  protected void updateDataSize(int sizeDelta) {
    throw new UnsupportedOperationException("the records know their size");
  }

  @Override
  protected int getDataSize() {
    synchronized (records) {
      return (int) Math.min(Integer.MAX_VALUE, records.bytes());
    }
  }
}
