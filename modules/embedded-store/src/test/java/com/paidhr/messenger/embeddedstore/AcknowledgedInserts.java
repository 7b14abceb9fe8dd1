package com.paidhr.messenger.embeddedstore;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * Inserts documents for ever and says the id of each one once it has been acknowledged; ends at the
 * first error with a line {@code error}. Arguments: folder, prefix of the ids, size of a bulk.
 */
final class AcknowledgedInserts {

  private static final int THREADS = 8;

  private AcknowledgedInserts() {}

  public static void main(String[] args) {
    var settings =
        new EmbeddedStoreSettings(EmbeddedStoreSettings.Durability.FSYNC, 256 << 10, 64 << 10);
    var store = EmbeddedStore.open(Path.of(args[0]), settings);
    MongoCollection<Document> collection =
        MongoClients.create(store.connectionString()).getDatabase("crash").getCollection("inserts");
    int bulk = Integer.parseInt(args[2]);
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        String prefix = args[1] + "-" + thread + "-";
        threads.execute(() -> insertForEver(collection, prefix, bulk));
      }
    }
  }

  private static void insertForEver(MongoCollection<Document> collection, String prefix, int bulk) {
    for (int from = 0; ; from += bulk) {
      var ids = IntStream.range(from, from + bulk).mapToObj(number -> prefix + number).toList();
      try {
        collection.insertMany(
            ids.stream()
                .map(id -> new Document("_id", id).append("text", "x".repeat(300)))
                .toList());
      } catch (RuntimeException e) {
        say("error");
        return;
      }
      say(String.join("\n", ids));
    }
  }

  private static void say(String lines) {
    synchronized (AcknowledgedInserts.class) {
      System.out.print(lines + "\n");
      System.out.flush();
    }
  }
}
