package com.paidhr.messenger.embeddedstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.or;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.gridfs.GridFSBuckets;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreIT {

  @TempDir Path folder;
  private EmbeddedStore store;
  private MongoClient client;
  private MongoCollection<Document> messages;

  @BeforeEach
  void open() {
    store = EmbeddedStore.open(folder);
    client = MongoClients.create(store.connectionString());
    messages = database().getCollection("messages");
  }

  @AfterEach
  void close() {
    client.close();
    store.close();
  }

  private MongoDatabase database() {
    return client.getDatabase("chat");
  }

  private void reopen() {
    close();
    open();
  }

  private static Document message(String conversation, int seq) {
    return new Document("_id", conversation + "." + seq)
        .append("conversationId", conversation)
        .append("seq", seq)
        .append("clientMessageId", "c" + seq);
  }

  private void insertMany(String conversation, int count) {
    messages.insertMany(
        IntStream.rangeClosed(1, count).mapToObj(seq -> message(conversation, seq)).toList());
  }

  @Test
  void keepsDocumentsAndIndexesWhenReopened() {
    messages.createIndex(
        Indexes.ascending("conversationId", "clientMessageId"), new IndexOptions().unique(true));
    messages.createIndex(Indexes.ascending("tags"));
    insertMany("a", 10);
    messages.updateOne(eq("_id", "a.3"), Updates.set("body", "changed"));
    messages.deleteOne(eq("_id", "a.4"));

    reopen();

    assertThat(messages.countDocuments()).isEqualTo(9);
    assertThat(messages.find(eq("_id", "a.3")).first()).containsEntry("body", "changed");
    assertThat(messages.listIndexes()).hasSize(3);
    assertThatThrownBy(() -> messages.insertOne(message("a", 5).append("_id", "other")))
        .isInstanceOf(MongoWriteException.class)
        .hasMessageContaining("E11000");
  }

  @Test
  void answersAConditionalUpdateByItsWholeFilter() {
    messages.insertOne(new Document("_id", "x").append("version", 1));

    var stale =
        messages.updateOne(and(eq("_id", "x"), eq("version", 7)), Updates.inc("version", 1));
    var current =
        messages.updateOne(and(eq("_id", "x"), eq("version", 1)), Updates.inc("version", 1));

    assertThat(stale.getMatchedCount()).isZero();
    assertThat(current.getModifiedCount()).isEqualTo(1);
    assertThat(messages.find(eq("_id", "x")).first()).containsEntry("version", 2);
  }

  @Test
  void findsBySecondaryIndexWithTheRestOfTheFilter() {
    messages.createIndex(Indexes.ascending("conversationId"));
    insertMany("a", 200);
    insertMany("b", 50);

    assertThat(messages.find(and(eq("conversationId", "b"), gt("seq", 48))))
        .extracting(found -> found.getString("_id"))
        .containsExactlyInAnyOrder("b.49", "b.50");
    assertThat(messages.find(in("conversationId", "b", "none"))).hasSize(50);
  }

  @Test
  void endsWhatTakesLongerThanItMay() {
    insertMany("a", 20_000);

    assertThatThrownBy(() ->
            messages
                .find(gt("seq", 19_999))
                .sort(Sorts.descending("seq"))
                .maxTime(1, TimeUnit.MILLISECONDS)
                .first())
        .isInstanceOf(MongoExecutionTimeoutException.class);
    assertThatThrownBy(() ->
            messages
                .aggregate(
                    List.of(
                        Aggregates.match(gt("seq", 0)),
                        Aggregates.group("$conversationId", Accumulators.sum("n", 1))))
                .maxTime(1, TimeUnit.MILLISECONDS)
                .first())
        .isInstanceOf(MongoExecutionTimeoutException.class);
    assertThat(messages.find(gt("seq", 19_998)).maxTime(1, TimeUnit.MINUTES)).hasSize(2);
  }

  @Test
  void findsByAlternativesAndCountsByIndex() {
    messages.createIndex(Indexes.ascending("conversationId"));
    insertMany("a", 20);
    insertMany("b", 30);

    var either = or(eq("_id", "a.1"), and(eq("conversationId", "b"), gt("seq", 29)));

    assertThat(messages.find(either)).hasSize(2);
    assertThat(messages.find(or(eq("_id", "a.1"), eq("seq", 2)))).hasSize(3);
    assertThat(messages.countDocuments(eq("conversationId", "b"))).isEqualTo(30);
    assertThat(messages.countDocuments()).isEqualTo(50);
    assertThat(
            messages.aggregate(
                List.of(
                    Aggregates.match(eq("conversationId", "a")),
                    Aggregates.group("$conversationId", Accumulators.max("last", "$seq")))))
        .containsExactly(new Document("_id", "a").append("last", 20));
  }

  @Test
  void dropsOnlyTheIndexThatIsNamed() {
    MongoCollection<Document> other = database().getCollection("other");
    for (var collection : List.of(messages, other)) {
      collection.createIndex(Indexes.ascending("seq"), new IndexOptions().unique(true));
      collection.createIndex(
          Indexes.ascending("token"),
          new IndexOptions()
              .partialFilterExpression(new Document("token", new Document("$exists", true))));
    }
    messages.dropIndex("seq_1");
    assertThat(messages.listIndexes()).hasSize(2);
    messages.dropIndexes();
    assertThat(messages.listIndexes()).hasSize(1);

    reopen();

    assertThat(database().getCollection("other").listIndexes()).hasSize(3);
    database().getCollection("other").drop();
    database().getCollection("other").insertOne(new Document());
    assertThat(database().getCollection("other").listIndexes()).hasSize(1);
  }

  @Test
  void stopsAnOrderedBulkOfUpdatesAtTheFirstError() {
    messages.createIndex(Indexes.ascending("seq"), new IndexOptions().unique(true));
    insertMany("a", 3);

    assertThatThrownBy(() ->
            messages.bulkWrite(
                List.of(
                    new UpdateOneModel<>(eq("_id", "a.1"), Updates.set("seq", 10)),
                    new UpdateOneModel<>(eq("_id", "a.2"), Updates.set("seq", 3)),
                    new UpdateOneModel<>(eq("_id", "a.3"), Updates.set("seq", 30)))))
        .isInstanceOfSatisfying(
            MongoBulkWriteException.class,
            e -> assertThat(e.getWriteErrors().getFirst().getIndex()).isEqualTo(1));
    assertThat(messages.find().sort(Sorts.ascending("_id")))
        .extracting(found -> found.getInteger("seq"))
        .containsExactly(10, 2, 3);
  }

  @Test
  void findsByElementsOfAnArray() {
    messages.createIndex(Indexes.ascending("tags"));
    messages.insertOne(new Document("_id", 1).append("tags", List.of("red", "blue")));
    messages.insertOne(new Document("_id", 2).append("tags", "red"));
    messages.insertOne(new Document("_id", 3).append("tags", List.of()));

    assertThat(messages.find(eq("tags", "red"))).hasSize(2);
    messages.updateOne(eq("_id", 1), Updates.pull("tags", "red"));
    assertThat(messages.find(eq("tags", "red")))
        .extracting(found -> found.getInteger("_id"))
        .containsExactly(2);
  }

  @Test
  void honoursSparseAndPartialUniqueIndexes() {
    messages.createIndex(Indexes.ascending("email"), new IndexOptions().unique(true).sparse(true));
    messages.createIndex(
        Indexes.ascending("token"),
        new IndexOptions()
            .unique(true)
            .partialFilterExpression(new Document("token", new Document("$exists", true))));
    messages.insertOne(new Document("_id", 1));
    messages.insertOne(new Document("_id", 2));
    messages.insertOne(new Document("_id", 3).append("email", "e").append("token", "t"));

    reopen();

    assertThatThrownBy(() -> messages.insertOne(new Document("_id", 4).append("email", "e")))
        .hasMessageContaining("E11000");
    assertThatThrownBy(() -> messages.insertOne(new Document("_id", 5).append("token", "t")))
        .hasMessageContaining("E11000");
    assertThat(messages.find(eq("token", "t"))).hasSize(1);
  }

  @Test
  void stopsAnOrderedBulkAtTheFirstDuplicate() {
    messages.insertOne(message("a", 2));

    assertThatThrownBy(() -> insertMany("a", 4))
        .isInstanceOfSatisfying(
            MongoBulkWriteException.class,
            e -> {
              assertThat(e.getWriteErrors())
                  .extracting(error -> error.getIndex())
                  .containsExactly(1);
              assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(1);
            });
    assertThat(messages.countDocuments()).isEqualTo(2);
  }

  @Test
  void upsertsAndFindsAndModifies() {
    messages.updateOne(eq("_id", "n"), Updates.inc("count", 1), new UpdateOptions().upsert(true));
    Document after =
        messages.findOneAndUpdate(
            eq("_id", "n"),
            Updates.inc("count", 1),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));

    assertThat(after).containsEntry("count", 2);
    assertThat(messages.findOneAndDelete(eq("_id", "n"))).containsEntry("count", 2);
    assertThat(messages.countDocuments()).isZero();
  }

  @Test
  void readsLargeResultsInBatches() {
    insertMany("a", 1_000);
    insertMany("b", 1_000);

    assertThat(messages.find()).hasSize(2_000);
    assertThat(messages.find().sort(Sorts.descending("seq")).skip(2).limit(300))
        .hasSize(300)
        .first()
        .satisfies(found -> assertThat(found.getInteger("seq")).isEqualTo(999));
    assertThat(messages.find().batchSize(7).limit(20)).hasSize(20);
  }

  @Test
  void fillsABatchOfAChosenNumberUpToTwoMebibytesCountingOnlyWhatIsAskedFor() {
    String half = "x".repeat(60_000);
    for (int i = 0; i < 30; i++) {
      messages.insertOne(new Document("_id", i).append("shown", half).append("hidden", half));
    }
    List<String> commands = new ArrayList<>();
    CommandListener listener =
        new CommandListener() {
          @Override
          public void commandStarted(CommandStartedEvent event) {
            commands.add(event.getCommandName());
          }
        };
    try (MongoClient counted =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(store.connectionString()))
                .addCommandListener(listener)
                .build())) {
      var all =
          counted
              .getDatabase(messages.getNamespace().getDatabaseName())
              .getCollection(messages.getNamespace().getCollectionName())
              .find()
              .projection(new Document("hidden", 0));

      assertThat(all.batchSize(31)).hasSize(30);
      assertThat(commands).containsExactly("find");
      assertThat(all.batchSize(0)).hasSize(30);
      assertThat(commands).contains("getMore");
    }
  }

  @Test
  void findsByFieldsThatItDoesNotShow() {
    var people = database().getCollection("people");
    people.insertOne(new Document("_id", 1).append("name", "Ann").append("age", 7));
    people.insertOne(new Document("_id", 2).append("name", "Bob").append("age", 9));

    assertThat(people.find(new Document("age", 7)).projection(new Document("age", 0)))
        .containsExactly(new Document("_id", 1).append("name", "Ann"));
    assertThat(people.find(new Document("age", 9)).projection(new Document("name", 1)))
        .containsExactly(new Document("_id", 2).append("name", "Bob"));
    assertThat(
            people
                .find(new Document("_id", 2))
                .sort(new Document("age", 1))
                .projection(new Document("_id", 0).append("name", 1)))
        .containsExactly(new Document("name", "Bob"));
  }

  @Test
  void storesFilesInGridFs() {
    var bucket = GridFSBuckets.create(database());
    var bytes = new byte[1_000_000];
    new Random(1).nextBytes(bytes);

    ObjectId id = bucket.uploadFromStream("picture", new ByteArrayInputStream(bytes));
    reopen();

    var out = new ByteArrayOutputStream();
    GridFSBuckets.create(database()).downloadToStream(id, out);
    assertThat(out.toByteArray()).isEqualTo(bytes);
    GridFSBuckets.create(database()).delete(id);
    assertThat(database().getCollection("fs.chunks").countDocuments()).isZero();
  }

  @Test
  void forgetsDroppedCollectionsAndDatabases() {
    insertMany("a", 5);
    messages.drop();
    database().getCollection("kept").insertOne(new Document("_id", 1));
    client.getDatabase("other").getCollection("c").insertOne(new Document("_id", 1));
    client.getDatabase("other").drop();

    reopen();

    assertThat(database().listCollectionNames()).contains("kept").doesNotContain("messages");
    assertThat(client.getDatabase("other").getCollection("c").countDocuments()).isZero();
    insertMany("a", 5);
    assertThat(messages.countDocuments()).isEqualTo(5);
  }

  @Test
  void refusesASecondOpeningOfTheFolder() {
    assertThatThrownBy(() -> EmbeddedStore.open(folder))
        .isInstanceOf(FolderInUseException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void neverShowsAHalfUpdatedDocument() throws Exception {
    messages.insertOne(new Document("_id", "pair").append("a", 0).append("b", 0));
    var torn = new ArrayList<Document>();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 1; i <= 300; i++) {
                messages.updateOne(
                    eq("_id", "pair"), Updates.combine(Updates.set("a", i), Updates.set("b", i)));
              }
            });
    while (writer.isAlive()) {
      Document found = messages.find(eq("_id", "pair")).first();
      if (found == null || !Objects.equals(found.get("a"), found.get("b"))) {
        torn.add(found);
      }
    }
    writer.join();

    assertThat(torn).isEmpty();
  }
}
