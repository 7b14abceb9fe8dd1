package com.paidhr.messenger.embeddedstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Whatever is done to the store, it holds what a plain map holds, also after opening it again. */
class StoreModelIT {

  private static final EmbeddedStoreSettings TINY_FILES =
      new EmbeddedStoreSettings(EmbeddedStoreSettings.Durability.OPERATING_SYSTEM, 4096, 4096);

  enum Kind {
    INSERT,
    SET_TOKEN,
    MOVE_GROUP,
    UPSERT,
    DELETE,
    DELETE_GROUP,
    REOPEN
  }

  record Step(Kind kind, int id, int group, int token) {}

  /** What the map holds: the document without its id. */
  record Row(int group, int token) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(30, Kind.INSERT),
            Tuple.of(15, Kind.SET_TOKEN),
            Tuple.of(15, Kind.MOVE_GROUP),
            Tuple.of(15, Kind.UPSERT),
            Tuple.of(15, Kind.DELETE),
            Tuple.of(2, Kind.DELETE_GROUP),
            Tuple.of(2, Kind.REOPEN));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, 30),
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(0, 40))
        .as(Step::new)
        .list()
        .ofMinSize(20)
        .ofMaxSize(150);
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void holdsWhatAMapHolds(@ForAll("steps") List<Step> steps) throws IOException {
    Path folder = Files.createTempDirectory("store-model");
    Map<Integer, Row> model = new HashMap<>();
    var session = new Session(folder);
    try {
      session.rows.createIndex(Indexes.ascending("group"));
      session.rows.createIndex(
          Indexes.ascending("token", "group"), new IndexOptions().unique(true));
      for (Step step : steps) {
        if (step.kind == Kind.REOPEN) {
          session.close();
          session = new Session(folder);
        } else {
          assertThat(apply(step, session.rows)).as("%s", step).isEqualTo(apply(step, model));
        }
        compare(session.rows, model, step);
      }
    } finally {
      session.close();
      delete(folder);
    }
  }

  private static final class Session {
    final EmbeddedStore store;
    final MongoClient client;
    final MongoCollection<Document> rows;

    Session(Path folder) {
      store = EmbeddedStore.open(folder, TINY_FILES);
      client = MongoClients.create(store.connectionString());
      rows = client.getDatabase("model").getCollection("rows");
    }

    void close() {
      client.close();
      store.close();
    }
  }

  private static boolean apply(Step step, MongoCollection<Document> rows) {
    try {
      return switch (step.kind) {
        case INSERT -> rows.insertOne(document(step)).wasAcknowledged();
        case SET_TOKEN ->
            rows.updateOne(
                        and(eq("_id", step.id), eq("group", step.group)),
                        Updates.set("token", step.token))
                    .getMatchedCount()
                == 1;
        case MOVE_GROUP ->
            rows.updateOne(eq("_id", step.id), Updates.set("group", step.group)).getMatchedCount()
                == 1;
        case UPSERT ->
            rows.replaceOne(eq("_id", step.id), document(step), new ReplaceOptions().upsert(true))
                .wasAcknowledged();
        case DELETE ->
            rows.deleteOne(and(eq("_id", step.id), eq("group", step.group))).getDeletedCount() == 1;
        case DELETE_GROUP -> rows.deleteMany(eq("group", step.group)).getDeletedCount() > 0;
        case REOPEN -> throw new IllegalArgumentException();
      };
    } catch (MongoWriteException e) {
      return false;
    }
  }

  private static boolean apply(Step step, Map<Integer, Row> model) {
    Row old = model.get(step.id);
    return switch (step.kind) {
      case INSERT -> old == null && put(step.id, new Row(step.group, step.token), model);
      case SET_TOKEN ->
          old != null
              && old.group == step.group
              && put(step.id, new Row(old.group, step.token), model);
      case MOVE_GROUP -> old != null && put(step.id, new Row(step.group, old.token), model);
      case UPSERT -> put(step.id, new Row(step.group, step.token), model);
      case DELETE -> old != null && old.group == step.group && model.remove(step.id) != null;
      case DELETE_GROUP -> model.values().removeIf(row -> row.group == step.group);
      case REOPEN -> throw new IllegalArgumentException();
    };
  }

  private static boolean put(int id, Row row, Map<Integer, Row> model) {
    boolean duplicate =
        model.entrySet().stream()
            .anyMatch(entry -> entry.getKey() != id && entry.getValue().equals(row));
    if (!duplicate) {
      model.put(id, row);
    }
    return !duplicate;
  }

  private static Document document(Step step) {
    return new Document("_id", step.id)
        .append("group", step.group)
        .append("token", step.token)
        .append("padding", "p".repeat(50 + step.id * 5));
  }

  private static void compare(MongoCollection<Document> rows, Map<Integer, Row> model, Step step) {
    Map<Integer, Row> stored = new HashMap<>();
    for (Document row : rows.find()) {
      stored.put(row.getInteger("_id"), new Row(row.getInteger("group"), row.getInteger("token")));
    }
    assertThat(stored).as("after %s", step).isEqualTo(model);
    assertThat(rows.countDocuments()).isEqualTo(model.size());
    assertThat(ids(rows, eq("group", step.group)))
        .isEqualTo(ids(model, row -> row.group == step.group));
    assertThat(ids(rows, and(eq("token", step.token), in("group", 0, step.group))))
        .isEqualTo(
            ids(
                model,
                row -> row.token == step.token && (row.group == 0 || row.group == step.group)));
  }

  private static Set<Integer> ids(MongoCollection<Document> rows, Bson filter) {
    Set<Integer> ids = new HashSet<>();
    rows.find(filter).forEach(row -> ids.add(row.getInteger("_id")));
    return ids;
  }

  private static Set<Integer> ids(Map<Integer, Row> model, Predicate<Row> filter) {
    return model.entrySet().stream()
        .filter(entry -> filter.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
