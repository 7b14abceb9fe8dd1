package com.paidhr.messenger.embeddedstore;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.bson.Document;

/**
 * Counts up one document per thread for ever and says {@code id count} after each acknowledgement.
 * Files are so small that the log is cleaned all the time. Argument: folder.
 */
final class AcknowledgedUpdates {

  private static final int THREADS = 8;

  private AcknowledgedUpdates() {}

  public static void main(String[] args) {
    var settings = new EmbeddedStoreSettings(EmbeddedStoreSettings.Durability.FSYNC, 8192, 8192);
    var store = EmbeddedStore.open(Path.of(args[0]), settings);
    MongoCollection<Document> collection =
        MongoClients.create(store.connectionString()).getDatabase("crash").getCollection("counts");
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        int id = thread;
        threads.execute(() -> countForEver(collection, id));
      }
    }
  }

  private static void countForEver(MongoCollection<Document> collection, int id) {
    Document stored = collection.find(eq("_id", id)).first();
    int count = stored == null ? 0 : stored.getInteger("count");
    while (true) {
      count++;
      collection.updateOne(
          eq("_id", id),
          Updates.combine(Updates.set("count", count), Updates.set("text", "x".repeat(300))),
          new UpdateOptions().upsert(true));
      synchronized (AcknowledgedUpdates.class) {
        System.out.println(id + " " + count);
      }
    }
  }
}
