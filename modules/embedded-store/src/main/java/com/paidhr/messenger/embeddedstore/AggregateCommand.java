package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;

/**
 * A pipeline that begins with {@code $match}. The library would read the whole collection; this
 * reads what the indexes leave, and counts all documents without reading any.
 */
final class AggregateCommand {

  /** What drivers append to count documents. */
  private static final List<Document> COUNT_ALL =
      List.of(new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1))));

  private final StoredDatabase database;
  private final DatabaseResolver databases;
  private final Oplog oplog;

  AggregateCommand(StoredDatabase database, DatabaseResolver databases, Oplog oplog) {
    this.database = database;
    this.databases = databases;
    this.oplog = oplog;
  }

  static boolean beginsWithMatch(Document command) {
    return command.get("pipeline") instanceof List<?> stages
        && !stages.isEmpty()
        && stages.getFirst() instanceof Document first
        && first.size() == 1
        && first.get("$match") instanceof Document;
  }

  /** Runs a command that {@link #beginsWithMatch}. */
  Document run(StoredCollection collection, Document command) {
    List<Document> stages = Aggregation.parse(command.get("pipeline"));
    Document filter = (Document) stages.getFirst().get("$match");
    List<Document> rest = stages.subList(1, stages.size());
    if (filter == null || (filter.isEmpty() && rest.equals(COUNT_ALL))) {
      return answer(collection, counted(collection.count()));
    }
    var aggregation = Aggregation.fromPipeline(rest, databases, database, collection, oplog);
    aggregation.validate(command);
    return answer(collection, aggregation.runStages(collection.matching(filter)));
  }

  private static List<Document> counted(int count) {
    return count == 0 ? List.of() : List.of(new Document("_id", 1).append("n", count));
  }

  private static Document answer(StoredCollection collection, List<Document> documents) {
    var cursor =
        new Document("id", 0L)
            .append("ns", collection.getFullName())
            .append("firstBatch", documents);
    var answer = new Document("cursor", cursor);
    Utils.markOkay(answer);
    return answer;
  }
}
