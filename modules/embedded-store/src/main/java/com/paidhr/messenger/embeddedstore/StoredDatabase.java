package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A database whose collections lie in the log. */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Integer> {

  private final Catalog catalog;
  private final SegmentLog log;
  private final OpenCursors cursors;
  private final List<StoredCollection> loading = new ArrayList<>();
  private boolean open;
  private @Nullable Document beingCreated;

  StoredDatabase(
      String name, CursorRegistry registry, OpenCursors cursors, Catalog catalog, SegmentLog log) {
    super(name, registry);
    this.cursors = cursors;
    this.catalog = catalog;
    this.log = log;
    initializeNamespacesAndIndexes();
    open = true;
    for (StoredCollection collection : loading) {
      collection.fillIndexes();
    }
    loading.forEach(this::restorePrimaryIndex);
    loading.clear();
  }

  /** A crash in the middle of a drop can leave a collection without the index on its id. */
  private void restorePrimaryIndex(StoredCollection collection) {
    String name = collection.getCollectionName();
    if (!name.startsWith("system.") && collection.getNumIndexes() == 0) {
      addIndex(
          new Document("key", new Document("_id", 1))
              .append("name", "_id_")
              .append("ns", getFullCollectionNamespace(name)));
    }
  }

  @Override
  public Document handleCommand(
      Channel channel,
      String command,
      Document query,
      DatabaseResolver databaseResolver,
      Oplog oplog) {
    UnaryOperator<Document> execute =
        toExecute -> super.handleCommand(channel, command, toExecute, databaseResolver, oplog);
    return switch (command) {
      case "insert" -> WriteCommands.insert(query, execute);
      case "update" -> WriteCommands.update(query, execute);
      case "find" -> TimeLimit.of(query, () -> execute.apply(query));
      case "aggregate" ->
          TimeLimit.of(query, () -> aggregate(query, execute, databaseResolver, oplog));
      case "dropIndexes" -> dropIndexes(query, execute);
      default -> execute.apply(query);
    };
  }

  private Document aggregate(
      Document query,
      UnaryOperator<Document> execute,
      DatabaseResolver databaseResolver,
      Oplog oplog) {
    if (query.get("aggregate") instanceof String name
        && AggregateCommand.beginsWithMatch(query)
        && resolveCollection(name, false) instanceof StoredCollection collection) {
      return new AggregateCommand(this, databaseResolver, oplog).run(collection, query);
    }
    return execute.apply(query);
  }

  /** The library would forget indexes of the same name on other collections too. */
  private Document dropIndexes(Document query, UnaryOperator<Document> execute) {
    if (query.get("index") instanceof String wanted
        && query.get("dropIndexes") instanceof String name
        && resolveCollection(name, false) instanceof StoredCollection collection) {
      List<String> names = wanted.equals("*") ? collection.secondaryIndexNames() : List.of(wanted);
      for (String index : names) {
        collection.dropIndex(index);
        forgetIndexes(new Document("ns", getFullCollectionNamespace(name)).append("name", index));
      }
      var answer = new Document();
      Utils.markOkay(answer);
      return answer;
    }
    return execute.apply(query);
  }

  private void forgetIndexes(Document query) {
    getOrCreateIndexesCollection().deleteDocuments(query, 0);
  }

  @Override
  public void dropCollection(String name, Oplog oplog) {
    super.dropCollection(name, oplog);
    if (!name.startsWith("system.")) {
      forgetIndexes(new Document("ns", getFullCollectionNamespace(name)));
    }
  }

  @Override
  protected MongoCollection<Integer> openOrCreateCollection(
      String name, CollectionOptions options) {
    var collection =
        new StoredCollection(this, name, options, cursorRegistry, cursors, catalog, !open);
    if (!open) {
      loading.add(collection);
    }
    return collection;
  }

  @Override
  protected synchronized void addIndex(Document description) {
    beingCreated = description;
    try {
      super.addIndex(description);
    } finally {
      beingCreated = null;
    }
  }

  @Override
  protected Index<Integer> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return newIndex(collection, name, keys, true, sparse);
  }

  @Override
  protected Index<Integer> openOrCreateSecondaryIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return newIndex(collection, name, keys, false, sparse);
  }

  private Index<Integer> newIndex(
      String collection, String name, List<IndexKey> keys, boolean unique, boolean sparse) {
    var definition =
        new IndexDefinition(name, keys, unique, sparse, partialFilter(collection, name));
    return ((StoredCollection) resolveCollection(collection, true)).newIndex(definition);
  }

  private @Nullable Document partialFilter(String collection, String name) {
    Document description = beingCreated;
    if (description == null || !name.equals(description.get("name"))) {
      var query = new Document("ns", getFullCollectionNamespace(collection)).append("name", name);
      var stored = getOrCreateIndexesCollection().handleQuery(query).iterator();
      description = stored.hasNext() ? stored.next() : null;
    }
    return description == null ? null : (Document) description.get("partialFilterExpression");
  }

  @Override
  protected long getFileSize() {
    return log.size();
  }

  @Override
  protected long getStorageSize() {
    return log.liveBytes();
  }
}
