package com.paidhr.messenger.embeddedstore;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOptions;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The indexes' share of the heap, here 64 KiB, is used up. */
class StoreMemoryIT {

  private static final int NO_ROOM = 14031;
  private static final int MORE_THAN_FITS = 20_000;

  private static final EmbeddedStoreSettings LITTLE_HEAP =
      new EmbeddedStoreSettings(
          EmbeddedStoreSettings.Durability.OPERATING_SYSTEM, 1 << 20, 1 << 20, 64 << 10);

  @TempDir Path folder;

  private void withStore(BiConsumer<MongoCollection<Document>, MongoCollection<Document>> use) {
    try (var store = EmbeddedStore.open(folder, LITTLE_HEAP);
        var client = MongoClients.create(store.connectionString())) {
      var database = client.getDatabase("memory");
      use.accept(database.getCollection("many"), database.getCollection("few"));
    }
  }

  private static int fill(MongoCollection<Document> many) {
    var documents =
        IntStream.range(0, MORE_THAN_FITS)
            .mapToObj(id -> new Document("_id", id).append("by", "a" + id % 7))
            .toList();
    var failure =
        catchThrowableOfType(
            MongoBulkWriteException.class,
            () -> many.insertMany(documents, new InsertManyOptions().ordered(true)));
    assertThat(failure.getWriteErrors()).singleElement().returns(NO_ROOM, error -> error.getCode());
    return failure.getWriteErrors().getFirst().getIndex();
  }

  private static void assertRefused(Runnable write) {
    assertThat(catchThrowableOfType(MongoWriteException.class, write::run).getError().getCode())
        .isEqualTo(NO_ROOM);
  }

  @Test
  void refusesNewDocumentsAndGoesOnReadingChangingAndOpening() {
    var stored = new int[1];
    withStore((many, few) -> {
      stored[0] = fill(many);

      assertThat(stored[0]).isBetween(2_000, MORE_THAN_FITS / 2);
      assertRefused(() -> many.insertOne(new Document("_id", "one more")));
      assertRefused(
          () -> many.updateOne(eq("_id", "upsert"), set("a", 1), new UpdateOptions().upsert(true)));
      assertThat(many.countDocuments()).isEqualTo(stored[0]);
      assertThat(many.updateOne(eq("_id", 5), set("by", "b")).getModifiedCount()).isOne();
      few.insertOne(new Document("_id", "a session"));
    });

    withStore((many, few) -> {
      assertThat(many.countDocuments()).isEqualTo(stored[0]);
      assertThat(many.find(eq("_id", 5)).first()).containsEntry("by", "b");
      assertThat(few.find(eq("_id", "a session")).first()).isNotNull();
      assertRefused(() -> many.insertOne(new Document("_id", "one more")));
    });
  }

  @Test
  void givesRoomBackThatWasFreed() {
    withStore((many, few) -> {
      fill(many);

      many.deleteOne(eq("_id", 1));
      many.insertOne(new Document("_id", "in its place"));
      assertRefused(() -> many.insertOne(new Document("_id", "one more")));

      many.drop();
      many.insertOne(new Document("_id", "after the drop"));
      assertThat(many.countDocuments()).isOne();
    });
  }
}
