package com.paidhr.messenger.embeddedstore;

import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands against the stored databases. The answer to a command that may write, also a
 * refusal, is held back until everything it can have seen or written is durable; no lock is held
 * while it waits.
 */
final class StoredBackend extends AbstractMongoBackend {

  private static final Set<String> WRITES =
      Set.of(
          "insert",
          "update",
          "delete",
          "findandmodify",
          "create",
          "createindexes",
          "drop",
          "dropindexes",
          "dropdatabase",
          "renamecollection");

  private final Catalog catalog;
  private final SegmentLog log;
  private final @Nullable StoreAccess access;
  private final OpenCursors cursors = new OpenCursors(getCursorRegistry());

  StoredBackend(Catalog catalog, SegmentLog log, @Nullable StoreAccess access) {
    this.access = access;
    this.catalog = catalog;
    this.log = log;
    catalog.databases().forEach(this::resolveDatabase);
  }

  @Override
  protected StoredDatabase openOrCreateDatabase(String name) {
    return new StoredDatabase(name, getCursorRegistry(), cursors, catalog, log);
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    Document answer = access == null ? null : access.answer(channel, command, query);
    if (answer != null) {
      return answer;
    }
    if (!writes(command, query)) {
      return super.handleCommand(channel, database, command, query);
    }
    try {
      return super.handleCommand(channel, database, command, query);
    } finally {
      awaitDurable();
    }
  }

  /** The old form of a query, which drivers use for the first greeting only. */
  @Override
  public QueryResult handleQuery(MongoQuery query) {
    if (access != null && !access.isAdmitted(query.getChannel())) {
      throw new MongoServerError(13, "Unauthorized", "A query requires authentication");
    }
    return super.handleQuery(query);
  }

  private static boolean writes(String command, Document query) {
    if (command.equalsIgnoreCase("aggregate")
        && query.get("pipeline") instanceof Collection<?> stages) {
      return stages.stream()
          .anyMatch(stage ->
              stage instanceof Document document
                  && (document.containsKey("$out") || document.containsKey("$merge")));
    }
    return WRITES.contains(command.toLowerCase(Locale.ROOT));
  }

  private void awaitDurable() {
    try {
      log.awaitDurable();
    } catch (IOException e) {
      throw new MongoServerError(
          96, "OperationFailed", "The write is not durable: " + e.getMessage(), e);
    }
  }
}
